package dev.syncline.standalone.application;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** API and worker in one Spring context; every module brings its own configuration. */
@SpringBootApplication(scanBasePackages = "dev.syncline")
public class SynclineApplication {}
