package dev.syncline.activities.mapping;

import static dev.syncline.activities.mapping.Tasks.data;
import static dev.syncline.activities.mapping.Tasks.fields;
import static dev.syncline.activities.mapping.Tasks.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.definitions.Functions;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionsAndTypesTest {
  @Test
  void theEngineHasExactlyTheFunctionsOfTheCatalogue() {
    assertThat(FunctionLibrary.names()).isEqualTo(new TreeSet<>(Functions.names()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "trim; ' x '; 'x'",
        "trim; 5; 5",
        "lower; 'ÄB'; 'äb'",
        "upper; 'äb'; 'ÄB'",
        "title_case; 'ANNE-MARIE o'; 'Anne-Marie O'",
        "collapse_spaces; ' a   b '; 'a b'",
        "strip_accents; 'Zoë Müller'; 'Zoe Muller'",
        "normalize_email; ' A@B.C '; 'a@b.c'",
        "digits; '+49 (30) 12'; '493012'",
        "replace(a, b); 'banana'; 'bbnbnb'",
        "regex_replace(\\\"(\\\\\\\\d+)\\\", \\\"<$1>\\\"); 'a12b'; 'a<12>b'",
        "regex_extract(\\\"(\\\\\\\\d+)\\\"); 'a12b'; '12'",
        "prefix(A-); 5; 'A-5'",
        "suffix(!); 'a'; 'a!'",
        "substring(1, 2); 'abcd'; 'bc'",
        "substring(9); 'abcd'; ''",
        "pad_left(5); 42; '00042'",
        "split_first(-); 'a-b-c'; 'a'",
        "split_last(-); 'a-b-c'; 'c'",
        "split(\\\",\\\"); 'a, b'; ['a','b']",
        "join(\\\"/ \\\"); ['a','b']; 'a/ b'",
        "first; ['a','b']; 'a'",
        "last; ['a','b']; 'b'",
        "default(x); ''; 'x'",
        "default(7); null; 7",
        "coalesce(nothing, other); null; 'fallback'",
        "null_if(n/a, 0); 'n/a'; null",
        "to_text; 5; '5'",
        "to_integer; ' 12.0 '; 12",
        "to_decimal; '1.50'; 1.5",
        "to_boolean; 'Yes'; true",
        "round(1); 1.25; 1.3",
        "multiply(100); '0.07'; 7",
        "money_minor(EUR); '12.5'; 1250",
        "money_minor(JPY); 12; 12",
        "parse_date(dd.MM.yyyy); '31.01.2026'; '2026-01-31'",
        "format_date(dd/MM/yy); '2026-01-31'; '31/01/26'",
        "hash; 'abc'; 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'",
        "json_parse; '[1,2]'; [1,2]",
      })
  void functionsDoWhatTheReferenceSays(String call, String value, String expected)
      throws Exception {
    var mapping = fields("{'x':{'from':'v','apply':['" + call + "']}}");
    String want = expected.equals("null") ? "{}" : "{'x':" + expected + "}";
    assertThat(data(mapping, "{'id':1,'other':'fallback','v':" + value + "}"))
        .isEqualTo(quoted(want));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "'type':'string'; 5; '5'",
        "'type':'integer'; ' -7 '; -7",
        "'type':'integer','locale':'de'; '1.234'; 1234",
        "'type':'decimal'; '1234.50'; 1234.5",
        "'type':'decimal','locale':'de'; '1.234,50'; 1234.5",
        "'type':'decimal','locale':'fr'; '1 234,50'; 1234.5",
        "'type':'decimal','scale':1; 1.25; 1.3",
        "'type':'boolean'; 'off'; false",
        "'type':'date'; '2026-01-31T23:00:00-05:00'; '2026-01-31'",
        "'type':'date','format':['dd.MM.yyyy','yyyyMMdd']; '20260131'; '2026-01-31'",
        "'type':'timestamp'; '2026-01-31 10:00:00'; '2026-01-31T10:00:00Z'",
        "'type':'timestamp','timezone':'Europe/Berlin'; '2026-01-31 10:00:00'; '2026-01-31T09:00:00Z'",
        "'type':'timestamp','format':'dd.MM.yyyy HH:mm'; '31.01.2026 10:00'; '2026-01-31T10:00:00Z'",
        "'type':'email'; ' Ann.B@EXAMPLE.com'; 'Ann.B@example.com'",
        "'type':'phone'; '0049 (30) 123-45'; '+493012345'",
        "'type':'phone'; '030 / 123 45'; '03012345'",
        "'type':'phone','region':'de'; '030 / 123 45'; '+493012345'",
        "'type':'phone','region':'US'; '(202) 456-1111 ext. 7'; '+12024561111'",
        "'type':'phone','locale':'de-AT'; '01 5350'; '+4315350'",
        "'type':'phone','region':'US'; '+61 2 5550 1001'; '+61255501001'",
        "'apply':'normalize_phone(DE)'; '0151 23456789'; '+4915123456789'",
        "'apply':'country_code'; 'Deutschland'; 'DE'",
        "'apply':'country_code'; 'U.S.A.'; 'US'",
        "'apply':'country_code'; 'gbr'; 'GB'",
        "'apply':'country_code'; 'Côte d’Ivoire'; 'CI'",
        "'apply':'country_code'; 'uk'; 'GB'",
        "'apply':'normalize_postal_code(GB)'; ' sw1a1aa'; 'SW1A 1AA'",
        "'apply':'normalize_postal_code(US)'; '20500 0003'; '20500-0003'",
        "'apply':'normalize_postal_code(DE)'; ' 10115 '; '10115'",
        "'type':'enum','values':['open',2]; '2'; 2",
        "'type':'enum','values':['open'],'map':{'O':'open'}; 'O'; 'open'",
        "'type':'integer','default':3; ''; 3",
        "'type':'json'; '{}'; {}",
        "'type':'integer'; ''; null",
      })
  void typesGiveOneForm(String rule, String value, String expected) throws Exception {
    var mapping = fields("{'x':{'from':'v'," + rule + "}}");
    String want = expected.equals("null") ? "{}" : "{'x':" + expected + "}";
    assertThat(data(mapping, "{'id':1,'v':" + value + "}")).isEqualTo(quoted(want));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "'type':'string','max_length':2; 'abc'; BAD_VALUE",
        "'type':'string','pattern':'[a-z]+'; 'A1'; BAD_VALUE",
        "'type':'string'; []; BAD_TYPE",
        "'type':'integer'; '1.5'; BAD_VALUE",
        "'type':'integer'; 'NaN'; BAD_VALUE",
        "'type':'integer','min':0; -1; BAD_VALUE",
        "'type':'decimal','max':10; '10.01'; BAD_VALUE",
        "'type':'decimal','locale':'de'; '1,234.50'; BAD_VALUE",
        "'type':'boolean'; 'maybe'; BAD_VALUE",
        "'type':'date'; '2026-02-30'; BAD_VALUE",
        "'type':'date','format':'dd.MM.yyyy'; '31.02.2026'; BAD_VALUE",
        "'type':'timestamp'; 'soon'; BAD_VALUE",
        "'type':'email'; 'ann(at)example.com'; BAD_VALUE",
        "'type':'email'; 'a@b'; BAD_VALUE",
        "'type':'phone'; 'call me'; BAD_VALUE",
        "'type':'phone'; 'call 030 12345'; BAD_VALUE",
        "'type':'phone'; '+49 3'; BAD_VALUE",
        "'type':'phone','region':'DE'; '12'; BAD_VALUE",
        "'apply':'country_code'; 'Atlantis'; BAD_VALUE",
        "'type':'json'; '{'; BAD_VALUE",
        "'apply':'money_minor(EUR)'; '1.005'; BAD_VALUE",
        "'apply':'trim'; {}; BAD_TYPE",
      })
  void whatDoesNotFitIsRefused(String rule, String value, String code) {
    var mapping = fields("{'x':{'from':'v'," + rule + "}}");
    MappingRefused refused = RecordMappingTest.refusal(mapping, "{'id':1,'v':" + value + "}");
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.message()).startsWith("field 'x': value ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "total > 100 ? `gold` : 'none'; null",
        "total * 2 + 1; 241",
        "total >= '120' && vip; true",
        "not vip or total == 120.0; true",
        "coalesce(missing, upper(name)); 'ANN'",
        "concat(name, '-', length(name)); 'Ann-3'",
        "is_blank(missing) ? -total : 1; -120",
        "missing == null && name != null; true",
        "missing + 1; null",
        "replace(name, 'n', 'm'); 'Amm'",
        "a.b % 4; 3",
      })
  void expressionsReckonOverTheSourceRecord(String expression, String expected) throws Exception {
    var mapping = fields("{'x':{'expression':'" + expression.replace("'", "\\u0027") + "'}}");
    String want = expected.equals("null") ? "{}" : "{'x':" + expected + "}";
    assertThat(data(mapping, "{'id':1,'total':120,'vip':'yes','name':'Ann','a':{'b':7}}"))
        .isEqualTo(quoted(want));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Ann Berg; Ann; Berg; ; ",
        "Dr. Anna Maria van der Berg Jr.; Anna; van der Berg; Maria; Dr.",
        "'Berg, Anna Maria'; Anna; Berg; Maria; ",
        "Cher; Cher; ; ; ",
      })
  void aPersonsNameIsTakenApart(String name, String first, String last, String middle, String title)
      throws Exception {
    var mapping =
        fields(
            "{'n':{'from':'v','split':'person_name','into':"
                + "{'first':'f','last':'l','middle':'m','title':'t'}}}");
    StringBuilder want = new StringBuilder();
    want.append(part("f", first)).append(part("l", last)).append(part("m", middle));
    want.append(part("t", title));
    assertThat(data(mapping, "{'id':1,'v':'" + name + "'}"))
        .isEqualTo(quoted("{" + want.substring(1) + "}"));
  }

  private static String part(String field, String value) {
    return value == null ? "" : ",'" + field + "':'" + value + "'";
  }
}
