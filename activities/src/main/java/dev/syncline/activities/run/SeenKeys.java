package dev.syncline.activities.run;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The keys that the windows of a read had so far, as hashes, to notice one that comes again. It
 * stops looking at the first, and when there are too many: what is not noticed here is noticed by
 * the run that such a key makes write twice. Nothing is allocated for a key.
 */
public final class SeenKeys {
  /** Three quarters of as many places as 32 MB hold. */
  private static final int MOST = 3 << 20;

  private final Room room;
  private final Hashes earlier = new Hashes();
  private final Hashes current = new Hashes();
  private int window;
  private boolean over;

  /** What the keys of all runs of a process may take together, in places of eight bytes. */
  public static final class Room {
    private final AtomicLong left;

    Room(long places) {
      this.left = new AtomicLong(places);
    }

    /** An eighth of the heap. */
    static Room ofHeap() {
      return new Room(Runtime.getRuntime().maxMemory() / 8 / Long.BYTES);
    }

    private boolean take(long places) {
      return left.getAndUpdate(now -> now < places ? now : now - places) >= places;
    }

    private void give(long places) {
      left.addAndGet(places);
    }
  }

  /**
   * @param looks whether there is anything to look for that the database does not tell
   */
  SeenKeys(Room room, boolean looks) {
    this.room = room;
    this.over = !looks;
  }

  /** Begins a window; another attempt at the same one begins it anew. */
  public synchronized void begin(int number) {
    if (over) {
      return;
    }
    if (number < window) {
      close(); // a window is read again whose successor was read already
      return;
    }
    if (number > window && !earlier.takeIn(current, room)) {
      close();
      return;
    }
    window = number;
    current.clear();
  }

  /** Whether an earlier window had the key; remembers it. */
  public synchronized boolean cameBefore(String key) {
    if (over) {
      return false;
    }
    long hash = hash(key);
    if (earlier.contains(hash)) {
      close();
      return true;
    }
    if (!current.add(hash, room) || earlier.size + current.size > MOST) {
      close();
    }
    return false;
  }

  /** Looks no further and gives its memory back. */
  public synchronized void close() {
    over = true;
    earlier.drop(room);
    current.drop(room);
  }

  /** FNV-1a over the characters, stirred; never 0. */
  private static long hash(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    return hash == 0 ? 1 : hash;
  }

  /** Open addressing; 0 is a free place. */
  private static final class Hashes {
    private static final int FIRST = 1 << 10;

    private long[] places = {};
    private int size;

    boolean contains(long hash) {
      return size > 0 && places[place(hash)] == hash;
    }

    /** False where there is no room for it. */
    boolean add(long hash, Room room) {
      if (4L * (size + 1) > 3L * places.length && !grow(room)) {
        return false;
      }
      put(hash);
      return true;
    }

    private void put(long hash) {
      int place = place(hash);
      if (places[place] == 0) {
        places[place] = hash;
        size++;
      }
    }

    private boolean grow(Room room) {
      long[] old = places;
      int length = Math.max(FIRST, 2 * old.length);
      if (!room.take(length - old.length)) {
        return false;
      }
      places = new long[length];
      size = 0;
      for (long hash : old) {
        if (hash != 0) {
          put(hash);
        }
      }
      return true;
    }

    boolean takeIn(Hashes other, Room room) {
      for (long hash : other.places) {
        if (hash != 0 && !add(hash, room)) {
          return false;
        }
      }
      return true;
    }

    void clear() {
      Arrays.fill(places, 0);
      size = 0;
    }

    void drop(Room room) {
      room.give(places.length);
      places = new long[0];
      size = 0;
    }

    private int place(long hash) {
      int place = (int) hash & (places.length - 1);
      while (places[place] != 0 && places[place] != hash) {
        place = (place + 1) & (places.length - 1);
      }
      return place;
    }
  }
}
