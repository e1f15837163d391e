package dev.syncline.activities.mapping;

import static dev.syncline.activities.mapping.Tasks.data;
import static dev.syncline.activities.mapping.Tasks.fields;
import static dev.syncline.activities.mapping.Tasks.map;
import static dev.syncline.activities.mapping.Tasks.mapping;
import static dev.syncline.activities.mapping.Tasks.quoted;
import static dev.syncline.activities.mapping.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordMappingTest {
  @Test
  void copiesConstantsAndTemplatesMakeSortedCanonicalJson() throws Exception {
    var mapping =
        fields(
            "{'z':'name','city':'address.city','second':'tags.1','country':{'value':'AU'},"
                + "'full':{'template':'{name} of {address.city} {{x}}'}}");
    assertThat(data(mapping, "{'id':1,'name':'Ann','address':{'city':'Perth'},'tags':['a','b']}"))
        .isEqualTo(
            quoted(
                "{'city':'Perth','country':'AU','full':'Ann of Perth {x}','second':'b','z':'Ann'}"));
  }

  @Test
  void aLiteralNameWithDotsComesBeforeWalking() throws Exception {
    var mapping = fields("{'x':'a.b'}");
    assertThat(data(mapping, "{'id':1,'a.b':'literal','a':{'b':'walked'}}"))
        .isEqualTo(quoted("{'x':'literal'}"));
    assertThat(data(mapping, "{'id':1,'a':{'b':'walked'}}")).isEqualTo(quoted("{'x':'walked'}"));
  }

  @Test
  void ofTwoRulesForOneFieldTheLastThatHasAValueStands() throws Exception {
    var mapping =
        fields(
            "{'first':'given','parts':{'from':'name','split':'person_name','into':{'first':'first'}}}");
    assertThat(data(mapping, "{'id':1,'given':'A','name':'Bo Li'}"))
        .isEqualTo(quoted("{'first':'Bo'}"));
    assertThat(data(mapping, "{'id':1,'given':'A'}")).isEqualTo(quoted("{'first':'A'}"));
  }

  @Test
  void withoutFieldsEverySourceFieldIsCopiedAndNullsAreLeftOut() throws Exception {
    var mapping = mapping("");
    assertThat(data(mapping, "{'id':1,'b':null,'a':' x ','c':{'y':1.50,'x':null}}"))
        .isEqualTo(quoted("{'a':' x ','c':{'y':1.5},'id':1}"));
    assertThat(data(mapping, "{'z':1,'id':2}")).isEqualTo(quoted("{'id':2,'z':1}"));
    assertThat(data(mapping, "{'id':2,'id':3}")).isEqualTo(quoted("{'id':3}"));
  }

  @ParameterizedTest
  @CsvSource({
    "' 7 ', 7",
    "7, 7",
    "7.0, 7",
    "1e3, 1000",
    "'x y', x y",
  })
  void theExternalIdIsTrimmedAndPlain(String written, String id) throws Exception {
    boolean number = written.matches("[0-9.e]+");
    String json = number ? written : "'" + written + "'";
    assertThat(map(mapping(""), "{'id':" + json + "}").externalId()).isEqualTo(id);
  }

  @Test
  void keysOfSeveralFieldsNeverLookAlike() throws Exception {
    var mapping = RecordMapping.compile(task(""), List.of("a", "b"), null);
    assertThat(map(mapping, "{'a':'1','b':2}").externalId()).isEqualTo("1|2");
    assertThat(map(mapping, "{'a':'x|y','b':'z'}").externalId())
        .isNotEqualTo(map(mapping, "{'a':'x','b':'y|z'}").externalId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'id':null}", "{'id':' '}"})
  void aRecordWithoutAKeyIsRefused(String record) {
    assertThat(refusal(mapping(""), record).code()).isEqualTo("KEY_MISSING");
  }

  @Test
  void aTaskWithoutAnyKeyCannotBeCompiled() {
    assertThatThrownBy(() -> RecordMapping.compile(task(""), List.of(), null))
        .isInstanceOf(SynclineException.class)
        .hasMessageContaining("'t' has no key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'id':5}", "{'id':5,'n':' '}", "{'id':5,'n':null}"})
  void aRequiredFieldThatIsMissingOrBlankRefusesTheRecord(String record) {
    var mapping = mapping(quoted(",'fields':{'last_name':'n'},'required':['last_name']"));
    MappingRefused refused = refusal(mapping, record);
    assertThat(refused.code()).isEqualTo("REQUIRED_MISSING");
    assertThat(refused.externalId()).isEqualTo("5");
    assertThat(refused).hasMessageContaining("'last_name'");
  }

  @Test
  void aValueThatDoesNotFitNamesFieldValueAndRule() {
    var mapping = fields("{'status':{'from':'state','type':'enum','values':['open','paid']}}");
    MappingRefused refused = refusal(mapping, "{'id':9,'state':'" + "lost".repeat(50) + "'}");
    assertThat(refused.code()).isEqualTo("BAD_VALUE");
    assertThat(refused.externalId()).isEqualTo("9");
    assertThat(refused.message())
        .startsWith("field 'status': value 'lost")
        .endsWith("…' is not one of [open, paid]")
        .hasSizeLessThan(150);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00x", "\\ud800\\ud800"})
  void whatJsonbCannotHoldIsRefused(String text) {
    MappingRefused refused = refusal(fields("{'x':'t'}"), "{'id':1,'t':'" + text + "'}");
    assertThat(refused.code()).isEqualTo("BAD_VALUE");
    assertThat(refused.message()).startsWith("field 'x'");
    assertThat(refusal(mapping(""), "{'id':1,'o':{'" + text + "':1}}").code())
        .isIn("BAD_VALUE", "BAD_RECORD");
    assertThat(refusal(mapping(""), "{'id':'a" + text + "'}").code()).isEqualTo("BAD_VALUE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{'id':1", "{'id':1}x", "\"a\"", "{'id':tru}", "{'id':1}{}"})
  void whatIsNoObjectIsRefused(String record) {
    assertThat(refusal(mapping(""), record).code()).isEqualTo("BAD_RECORD");
  }

  @Test
  void hugeNumbersAreRefusedRatherThanWrittenOut() {
    assertThat(refusal(mapping(""), "{'id':1,'n':1e999999}").code()).isEqualTo("BAD_VALUE");
    assertThat(
            refusal(fields("{'n':{'from':'n','type':'decimal','scale':2}}"), "{'id':1,'n':1e99999}")
                .code())
        .isEqualTo("BAD_VALUE");
  }

  @Test
  void everyCharacterComesThroughUnharmed() throws Exception {
    String text = "é € 😀 \" \\ \n\t\u0001\u007f ZÜRICH";
    String record = "{\"id\":1,\"t\":\"é € 😀 \\\" \\\\ \\n\\t\\u0001\u007f Z\\u00dcRICH\"}";
    byte[] json = record.getBytes(StandardCharsets.UTF_8);
    Mapped mapped = fields("{'t':'t'}").map(json, 0, json.length);
    assertThat(
            new tools.jackson.databind.json.JsonMapper()
                .readTree(mapped.data())
                .get("t")
                .asString())
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:00:00Z, 2026-01-31T10:00:00Z",
    "2026-01-31T10:00:00.123456+02:00, 2026-01-31T08:00:00.123456Z",
    "2026-01-31 10:00:00, 2026-01-31T10:00:00Z",
    "2026-01-31 10:00, 2026-01-31T10:00:00Z",
    "2026-01-31 10:00:00+00, 2026-01-31T10:00:00Z",
    "2026-01-31, 2026-01-31T00:00:00Z",
    "20260131, 2026-01-31T00:00:00Z",
    "1769853600, 2026-01-31T10:00:00Z",
    "1769853600123, 2026-01-31T10:00:00.123Z",
  })
  void modifiedIsReadLeniently(String written, String instant) throws Exception {
    assertThat(map(mapping(""), "{'id':1,'updated_at':' " + written + " '}").modified())
        .isEqualTo(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-02-30",
        "2026-01-31T25:00:00Z",
        "2026-01-31T10:00:00X",
        "2026-01-31T10:00:00.Z",
        "2026-13-01 00:00:00"
      })
  void aModifiedThatIsNoTimeIsRefused(String written) {
    MappingRefused refused = refusal(mapping(""), "{'id':1,'updated_at':'" + written + "'}");
    assertThat(refused.code()).isEqualTo("BAD_VALUE");
    assertThat(refused.message()).contains(written);
  }

  @Test
  void aBlankModifiedIsNone() throws Exception {
    assertThat(map(mapping(""), "{'id':1,'updated_at':' '}").modified()).isNull();
    assertThat(map(mapping(""), "{'id':1,'updated_at':1769853600}").modified())
        .isEqualTo(Instant.parse("2026-01-31T10:00:00Z"));
  }

  @Test
  void theSourcesStatusIsKeptForFilters() throws Exception {
    assertThat(map(fields("{'x':'id'}"), "{'id':1,'status':'open'}").status()).isEqualTo("open");
    assertThat(map(fields("{'x':'id'}"), "{'id':1}").status()).isNull();
  }

  @Test
  void exactKeysOfAPersonIgnoreCaseAndBlanksOfTheEmail() throws Exception {
    var mapping = mapping(quoted(",'dedupe':{'preset':'person'}"));
    Mapped one = map(mapping, "{'id':1,'email':'Ann@Example.com '}");
    Mapped two = map(mapping, "{'id':2,'email':'ann@example.com'}");
    assertThat(one.exactKeys()).hasSize(1).isEqualTo(two.exactKeys());
    assertThat(map(mapping, "{'id':3,'email':''}").exactKeys()).isEmpty();
  }

  @Test
  void ownExactRulesNeedAllTheirFields() throws Exception {
    var mapping =
        mapping(quoted(",'dedupe':{'match':[{'exact':['email']},{'exact':['last','born']}]}"));
    assertThat(map(mapping, "{'id':1,'email':'a@b.c','last':'X'}").exactKeys()).hasSize(1);
    assertThat(map(mapping, "{'id':1,'last':'ﬁne','born':1}").exactKeys())
        .isEqualTo(map(mapping, "{'id':2,'last':'FINE','born':'1'}").exactKeys())
        .hasSize(1);
    assertThat(map(mapping, "{'id':1,'email':'x','last':'x','born':'x'}").exactKeys()).hasSize(2);
  }

  static MappingRefused refusal(RecordMapping mapping, String record) {
    return catchThrowableOfType(MappingRefused.class, () -> map(mapping, record));
  }
}
