package dev.syncline.activities.mapping;

import static dev.syncline.activities.mapping.Tasks.map;
import static dev.syncline.activities.mapping.Tasks.mapping;
import static dev.syncline.activities.mapping.Tasks.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeriveMappingTest {
  private static RecordMapping deriving(String entries) {
    return mapping(quoted(",'fields':{'n':'n'},'derive':[" + entries + "]"));
  }

  private static List<String> derived(RecordMapping mapping, String record) throws MappingRefused {
    return map(mapping, record).derived().stream()
        .map(d -> d.externalId() + " " + new String(d.data(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void aRecordIsDerivedWhereTheConditionHolds() throws Exception {
    RecordMapping profiles =
        deriving("{'entity':'profiles','when':'industry != null','fields':{'i':'industry'}}");

    assertThat(derived(profiles, "{'id':'7','industry':'steel'}"))
        .containsExactly("7#profiles {\"i\":\"steel\"}");
    assertThat(derived(profiles, "{'id':'7','industry':' '}")).isEmpty();
    assertThat(map(profiles, "{'id':'7','industry':'steel'}").derived().get(0).link())
        .isEqualTo("derived_from");
  }

  @Test
  void pathsStartAtTheElementAndItsKeyIdentifiesIt() throws Exception {
    RecordMapping lines =
        deriving(
            "{'entity':'lines','each':'cart.items','key':'no','when':'qty > 0','link':'line_of',"
                + "'fields':{'sku':'product.sku','qty':{'from':'qty','type':'integer'}}}");

    assertThat(
            derived(
                lines,
                "{'id':'7','cart':{'items':[{'no':1,'qty':'2','product':{'sku':'a'}},"
                    + "{'no':2,'qty':0},{'no':'x','qty':1}]}}"))
        .containsExactly(
            "7#lines:line_of#1 {\"qty\":2,\"sku\":\"a\"}", "7#lines:line_of#x {\"qty\":1}");
  }

  @Test
  void withoutAKeyTheElementsPositionIdentifiesIt() throws Exception {
    RecordMapping tags = deriving("{'entity':'tags','each':'tags','fields':{'tag':'value'}}");

    assertThat(derived(tags, "{'id':'7','tags':['a',null,'b']}"))
        .containsExactly("7#tags#0 {\"tag\":\"a\"}", "7#tags#2 {\"tag\":\"b\"}");
    assertThat(derived(tags, "{'id':'7'}")).isEmpty();
    assertThat(derived(tags, "{'id':'7','tags':'[\\'c\\']'}"))
        .containsExactly("7#tags#0 {\"tag\":\"c\"}");
  }

  @Test
  void withoutFieldsEverythingIsCopied() throws Exception {
    assertThat(
            derived(
                deriving("{'entity':'lines','each':'l'},{'entity':'copies'}"),
                "{'id':'7','l':[{'b':1,'a':{'c':true}}]}"))
        .containsExactly(
            "7#lines#0 {\"a\":{\"c\":true},\"b\":1}",
            "7#copies {\"id\":\"7\",\"l\":[{\"a\":{\"c\":true},\"b\":1}]}");
  }

  @Test
  void ofTwoElementsWithOneKeyTheLaterStands() throws Exception {
    assertThat(
            derived(
                deriving("{'entity':'l','each':'l','key':'k','fields':{'v':'v'}}"),
                "{'id':'7','l':[{'k':1,'v':'a'},{'k':1,'v':'b'}]}"))
        .containsExactly("7#l#1 {\"v\":\"b\"}");
  }

  @Test
  void aRefusalNamesTheElementAndTheRecord() {
    RecordMapping lines =
        deriving("{'entity':'lines','each':'l','fields':{'q':{'from':'q','type':'integer'}}}");

    assertThatThrownBy(() -> map(lines, "{'id':'7','l':[{'q':1},{'q':'many'}]}"))
        .isInstanceOfSatisfying(
            MappingRefused.class, e -> assertThat(e.externalId()).isEqualTo("7"))
        .hasMessage(
            "derived record of lines, element 1: field 'q': value 'many' is not a whole number"
                + " (type integer)");
    assertThatThrownBy(() -> map(lines, "{'id':'7','l':5}"))
        .hasMessageContaining("value '5' is not a list");
  }

  @Test
  void referencesAreTheExternalIdsThatARecordNames() throws Exception {
    RecordMapping orders =
        mapping(
            quoted(
                ",'fields':{'n':'n'},'references':{'customer':{'entity':'customers',"
                    + "'external_id':'customer.id'}}"));

    assertThat(map(orders, "{'id':'7','customer':{'id':12}}").references())
        .containsExactly(new Reference("customer", "customers", "12"));
    assertThat(map(orders, "{'id':'7','customer':{'id':''}}").references()).isEmpty();
    assertThatThrownBy(() -> map(orders, "{'id':'7','customer':{'id':[1]}}"))
        .hasMessage("reference 'customer': value '[1]' is not a single value");
  }
}
