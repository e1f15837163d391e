package dev.syncline.definitions.reading;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** One mistake each: the file, the line it is reported at, and a part of what is said. */
final class Mistakes {
  static final List<Arguments> ALL =
      List.of(
          // the document
          arguments("", 1, "empty"),
          arguments("a: [1\nb: 2", 2, "not valid YAML"),
          arguments("a: { path: ${env:X} }", 1, "put quotes around"),
          arguments("tasks: {}\ntasks: {}", 2, "stands already in line 1"),
          arguments("- a", 1, "must be a mapping, not a list"),
          arguments("a: 1\n---\nb: 2", 3, "second document"),
          arguments("x: *nothing", 1, "names nothing"),
          arguments("[".repeat(80), 1, "nested deeper"),
          arguments("a: 1e9999999", 1, "'1e9999999' is no number that can be used here"),
          arguments("a: " + "9".repeat(1001), 1, "is no number that can be used here"),
          arguments(
              "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                  + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
                  + "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e]",
              6,
              "values"),
          arguments("version: 2", 1, "from 1 to 1"),
          arguments("conections: {}", 1, "did you mean 'connections'"),
          arguments("tenant: -bad\nconnections: {}", 1, "not a valid name"),
          arguments("sandbox: on\nconnections: {}", 1, "true or false"),
          // connections
          arguments("connections:\n  c: { connector: cvs }", 2, "did you mean 'csv'"),
          arguments("connections:\n  c: {}", 2, "'connector' is missing"),
          arguments("connections:\n  c: csv", 2, "must be a mapping"),
          arguments("connections:\n  c d: { connector: csv }", 2, "not a valid name"),
          arguments(
              "connections:\n  c:\n    connector: csv\n    settings: { pth: x }",
              4,
              "did you mean 'path'"),
          arguments(
              "connections:\n  c:\n    connector: csv\n    credentials: { tokn: x }",
              4,
              "did you mean 'token'"),
          arguments(
              "connections:\n  c:\n    connector: http\n    credentials: { token: \"${env:GONE}\" }",
              4,
              "GONE is not set"),
          arguments(
              "connections:\n  c:\n    connector: http\n    credentials: { token: \"${file:no}\" }",
              4,
              "'no' cannot be read"),
          arguments(
              "connections:\n  c:\n    connector: http\n    credentials: { token: \"${evn:X}\" }",
              4,
              "${env:NAME}"),
          arguments(
              "connections: { c: { connector: csv, settings: { timeout: 5 } } }", 1, "no duration"),
          arguments(
              "connections: { c: { connector: csv, settings: { rate_limit: { per: 1s } } } }",
              1,
              "'requests' is missing"),
          // http
          http("base_url: nowhere", "http or https"),
          http("auth: barer", "did you mean 'bearer'"),
          http("resources: { o: { pth: /o } }", "did you mean 'path'"),
          http("resources: { o: { paging: { type: pages } } }", "did you mean 'page'"),
          http("resources: { o: { paging: { page_parm: p, type: page } } }", "'page_param'"),
          http("resources: { o: { total: {} } }", "'path' and 'header'"),
          http("resources: { o: { update: { method: FETCH } } }", "'FETCH' is not allowed"),
          http("resources: { o: { create: { idempotency: x } } }", "'idempotency_header'"),
          http("paging: { type: page, size: big }", "whole number"),
          http("webhook: { scheme: hmac }", "hmac_sha256_hex"),
          http("webhook: { scheme: token }", "'signature_header' is missing"),
          http("webhook: { scheme: none, resource: { map: {} } }", "'header' and 'path'"),
          // tasks
          arguments(
              Files.HEAD + "tasks:\n  t:\n    source: { connection: c }", 8, "'entity' is missing"),
          arguments(Files.HEAD + "tasks:\n  t:\n    entity: e", 8, "'source' is missing"),
          arguments(
              Files.HEAD + "tasks:\n  t:\n    entity: e\n    source: { resource: x }",
              10,
              "'connection' is missing"),
          arguments(
              Files.HEAD + "tasks:\n  t:\n    entity: e\n    source: { connection: d }",
              10,
              "no connection 'd'; did you mean"),
          arguments(
              Files.HEAD + "tasks:\n  t:\n    entity: status\n    source: { connection: c }",
              9,
              "reserved word"),
          task("modifed: x", "did you mean 'modified'"),
          task("key: []", "must not be empty"),
          task("key: [a, a]", "listed twice"),
          task("key: { a: b }", "must be a string, not a mapping"),
          task("fields: {}", "names no field"),
          task("fields: { a: 5 }", "{ value: … }"),
          task("fields: { a: { form: x } }", "did you mean 'from'"),
          task("fields: { a: { type: string } }", "where the value comes from"),
          task("fields: { a: { from: x, value: y } }", "just one of"),
          task("fields: { a: { from: x, type: strng } }", "did you mean 'string'"),
          task("fields: { a: { from: x, type: enum } }", "'values' is missing"),
          task(
              "fields: { a: { from: x, type: string, scale: 2 } }", "does not go with type string"),
          task("fields: { a: { from: x, type: date, format: qqqqqqqq } }", "no date format"),
          task("fields: { a: { from: x, type: decimal, locale: '???' } }", "no locale"),
          task("fields: { a: { from: x, type: integer, min: 5, max: 1 } }", "above 'max'"),
          task("fields: { a: { template: '{x' } }", "position 1"),
          task("fields: { a: { expression: 'x +' } }", "position 4"),
          task("fields: { a: { expression: 'uper(x)' } }", "no function 'uper'"),
          task("fields: { a: { from: x, apply: [tirm] } }", "did you mean 'trim'"),
          task("fields: { a: { from: x, apply: replace(a) } }", "takes 2 arguments, not 1"),
          task(
              "fields: { a: { from: x, apply: 'regex_replace(\"(\", b)' } }", "regular expression"),
          task("fields: { a: { from: x, apply: money_minor(EURO) } }", "currency code"),
          task("fields: { a: { from: x, apply: normalize_phone(Germany) } }", "two letters"),
          task("fields: { a: { from: x, type: phone, region: XX } }", "two letters"),
          task("fields: { a: { from: x, split: person_name } }", "'into' is missing"),
          task("fields: { a: { from: x, split: person_name, into: { frst: f } } }", "'first'"),
          task("fields: { a: x }\nrequired: [b]", 12, "no mapping makes the field 'b'"),
          task("references: { r: { entity: e } }", "'external_id' is missing"),
          task("derive: [{ entity: x, when: '(' }]", "position"),
          task("derive: [{ entity: e }]", "is the task's own"),
          task("derive: [{ entity: x, key: id }]", "goes with 'each'"),
          task("derive: [{ entity: x, link: 'a b' }]", "not a valid name"),
          task("derive: [{ entity: x }, { entity: x, each: l }]", "another 'link'"),
          task("dedupe: { preset: persn }", "did you mean 'person'"),
          task("dedupe: { merge_at: 1.2 }", "number from 0"),
          task("dedupe: { merge_at: 0.5, review_at: 0.8 }", "below 'review_at'"),
          task("dedupe: { match: [{ exct: [a] }] }", "did you mean 'exact'"),
          task("dedupe: { match: [{ weight: 2 }] }", "'field' and 'method'"),
          task("dedupe: { match: [{ field: a }] }", "'method' is missing"),
          task("dedupe: { match: [{ field: a, method: jaro }] }", "did you mean"),
          task("dedupe: { match: [{ exact: [a], weight: 2 }] }", "does not go with 'exact'"),
          task("dedupe: { match: [{ field: [a, b], method: tokens }] }", "takes one field"),
          task("dedupe: { match: [{ field: a, method: tokens, within: 3 }] }", "is a distance"),
          task("dedupe: { match: [{ field: a, method: date, locale: de }] }", "'method: phonetic'"),
          task(
              "dedupe: { match: [{ field: a, method: phonetic, phonetic: soundex }] }",
              "not allowed"),
          task("dedupe: { preset: person, locale: '1' }", "is no locale"),
          task("dedupe: { survivorship: { defalt: keep_first } }", "did you mean 'default'"),
          task("dedupe: { survivorship: { fields: { a: keep } } }", "did you mean 'keep_first'"),
          task("writes: insert", "did you mean 'upsert'"),
          task("direction: both", "'both' is not allowed"),
          task("direction: two_way", "needs a second system"),
          task(
              "direction: two_way\ndeliver: [{ connection: db, resource: r }]",
              10,
              "connection 'c' cannot be written to"),
          task(
              "fields: { a: x }\ndeliver: [{ connection: db, resource: r, read_fields: { b: y } }]",
              12,
              "no mapping makes the field 'b'"),
          task("write_fields: { a: { template: '{x' } }", "position 1"),
          task("conflicts: { strategy: newest }", "did you mean 'newest_wins'"),
          task("conflicts: { fields: { a: newer_wins } }", "did you mean 'newest_wins'"),
          task("deletes: yes", "'yes' is not allowed"),
          task("deliver: { connection: db }", "must be a list"),
          task("deliver: [{ connection: db }]", "'resource' is missing"),
          task("deliver: [{ connection: x, resource: r }]", "no connection 'x'"),
          task("deliver: [{ connection: c, resource: r }]", "cannot be written to"),
          task("batch: { size: 0 }", "from 1 to"),
          task("batch: { delay: 5x }", "no duration"),
          task("retry: { max_attempts: many }", "whole number"),
          task("retry: { initial: 1m, max: 1s }", "shorter than 'initial'"),
          task("gates: { max_delete_percent: 101 }", "number from 0"),
          task("schedule: { cron: '* * * *' }", "has 4 fields"),
          task("schedule: { cron: '60 * * * *' }", "no minute"),
          task("schedule: { cron: '@dayly' }", "@daily"),
          task("schedule: { cron: '@every soon' }", "@every 15m"),
          task("schedule: { cron: '@daily', timezone: Berlin }", "IANA"),
          task("notify: { webhook: 'ftp://x' }", "http or https"),
          task("notify: { webhook: 'https://x.y', on: [faild] }", "did you mean 'failed'"),
          arguments(
              Files.HEAD
                  + "tasks:\n"
                  + "  a: { entity: x, source: { connection: c }, references: { r: { entity: y, external_id: i } } }\n"
                  + "  b: { entity: y, source: { connection: c }, references: { r: { entity: x, external_id: i } } }\n",
              8,
              "a → b → a"));

  private Mistakes() {}

  private static Arguments task(String lines, String part) {
    return task(lines, 11, part);
  }

  private static Arguments task(String lines, int line, String part) {
    return arguments(Files.task(lines), line, part);
  }

  private static Arguments http(String setting, String part) {
    return arguments(
        "connections:\n  h:\n    connector: http\n    settings:\n      " + setting, 5, part);
  }
}
