package dev.syncline.standalone.postgres;

import java.nio.file.Path;
import java.util.List;

/**
 * The settings of the embedded server, for a machine that does other work too: durable, on loopback
 * only, with room between checkpoints for bulk loads. {@code postgresql.conf} includes them, so
 * what stands after the include there wins, except for what {@link Durability} insists on.
 */
final class ServerSettings {
  static final String FILE = "syncline.conf";

  private ServerSettings() {}

  static String text(Path logs) {
    return String.join(
            "\n",
            List.of(
                "# Written by Syncline at each start; put your own settings into postgresql.conf.",
                "listen_addresses = '127.0.0.1'",
                "unix_socket_directories = ''",
                "max_connections = 40",
                "password_encryption = scram-sha-256",
                "fsync = on",
                "synchronous_commit = on",
                "full_page_writes = on",
                "shared_buffers = 256MB",
                "effective_cache_size = 1GB",
                "work_mem = 16MB",
                "maintenance_work_mem = 128MB",
                "wal_buffers = 16MB",
                "max_wal_size = 2GB",
                "checkpoint_timeout = 15min",
                "random_page_cost = 1.1",
                "jit = off",
                "timezone = 'UTC'",
                "log_timezone = 'UTC'",
                "logging_collector = on",
                "log_directory = '" + logs.toString().replace("'", "''") + "'",
                "log_filename = 'postgres-%a.log'", // a week, each day over its predecessor
                "log_truncate_on_rotation = on",
                "log_rotation_age = 1d",
                "log_rotation_size = 0",
                "log_line_prefix = '%m [%p] '",
                // Rows and secrets of users stay out of the log.
                "log_error_verbosity = terse",
                "log_min_error_statement = panic"))
        + "\n";
  }
}
