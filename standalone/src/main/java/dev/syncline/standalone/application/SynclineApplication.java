package dev.syncline.standalone.application;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

/** API and worker in one Spring context; every module brings its own configuration. */
@SpringBootApplication(
    scanBasePackages = "dev.syncline",
    // The application opens its pool itself, as a role of fewer rights.
    exclude = DataSourceAutoConfiguration.class)
public class SynclineApplication {}
