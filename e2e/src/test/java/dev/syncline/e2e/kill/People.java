package dev.syncline.e2e.kill;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A CSV file of people, the same each time, and a sync file with several tasks that read it. */
final class People {
  static final int ROWS = 200_000;

  private People() {}

  /** About 120 bytes a row; every 50,000th has a cell too few. */
  static void write(Path file) throws IOException {
    Random random = new Random(42);
    String[] names = {"ada", "bob", "cy", "dee", "eve", "finn", "gus", "hope"};
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,given_name,surname,street,city,email,updated_at\n");
      for (int i = 1; i <= ROWS; i++) {
        String given = names[random.nextInt(names.length)];
        String family = names[random.nextInt(names.length)] + random.nextInt(10_000);
        out.write("P%07d,%s,%s,%d Long Street".formatted(i, given, family, random.nextInt(900)));
        if (i % 50_000 != 0) {
          out.write(",Springfield,%s.%s@example.com".formatted(given, family));
          out.write(",2026-01-%02dT10:00:00Z".formatted(1 + random.nextInt(28)));
        }
        out.write('\n');
      }
    }
  }

  static final int BAD = ROWS / 50_000;

  /** A task and entity of each name; small windows and a pause make room for killing. */
  static void writeSyncFile(Path file, Path people, List<String> entities) throws IOException {
    StringBuilder text =
        new StringBuilder("version: 1\nconnections:\n  crm:\n    connector: csv\n");
    text.append("    settings: { path: \"%s\" }\ntasks:\n".formatted(people));
    for (String entity : entities) {
      text.append(
          """
            %1$s:
              entity: %1$s
              source: { connection: crm }
              key: id
              modified: updated_at
              fields:
                first_name: { from: given_name, apply: [trim, title_case] }
                last_name: { from: surname, apply: title_case }
                street: street
                city: city
                email: { from: email, type: email }
              batch: { size: 10000, delay: 200ms }
          """
              .formatted(entity));
    }
    Files.writeString(file, text.toString());
  }
}
