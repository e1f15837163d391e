package dev.syncline.api.errors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the server refuses before any application sees it, such as a broken request line.
 */
public class JsonErrorValve extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType("application/json");
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      java.io.Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(ErrorWriter.json(Answer.plain(status).body()));
        response.finishResponse();
      }
    } catch (IOException e) {
      container.getLogger().debug("an error answer could not be written", e);
    }
  }
}
