package dev.syncline.activities.run;

import java.util.Arrays;

/**
 * The keys that the windows of a read had so far, as hashes, to notice one that comes again. It
 * stops looking at the first, and when there are too many: what is not noticed here is noticed by
 * the run that such a key makes write twice.
 */
public final class SeenKeys {
  /** Together with the free places, 4 MB. */
  private static final int MOST = 1 << 17;

  private Hashes earlier = new Hashes();
  private Hashes current = new Hashes();
  private int window;
  private boolean over;

  /** Begins a window; another attempt at the same one begins it anew. */
  public synchronized void begin(int number) {
    if (over) {
      return;
    }
    if (number < window) {
      stop(); // a window is read again whose successor was read already
    } else if (number > window) {
      current.copyTo(earlier);
      window = number;
    }
    current = new Hashes();
  }

  /** Whether an earlier window had the key; remembers it. */
  public synchronized boolean cameBefore(String key) {
    if (over) {
      return false;
    }
    long hash = hash(key);
    if (earlier.contains(hash)) {
      stop();
      return true;
    }
    current.add(hash);
    if (earlier.size + current.size > MOST) {
      stop();
    }
    return false;
  }

  private void stop() {
    over = true;
    earlier = new Hashes();
    current = new Hashes();
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
    private long[] places = new long[64];
    private int size;

    boolean contains(long hash) {
      return places[place(hash)] == hash;
    }

    void add(long hash) {
      if (2 * size >= places.length) {
        long[] old = places;
        places = new long[4 * old.length];
        size = 0;
        Arrays.stream(old).filter(each -> each != 0).forEach(this::add);
      }
      int place = place(hash);
      if (places[place] == 0) {
        places[place] = hash;
        size++;
      }
    }

    void copyTo(Hashes other) {
      Arrays.stream(places).filter(each -> each != 0).forEach(other::add);
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
