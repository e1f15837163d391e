package dev.syncline.activities.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

class MappingPropertiesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final RecordMapping COPY = Tasks.mapping("");
  private static final RecordMapping RULES =
      Tasks.mapping(
          Tasks.quoted(
              ",'fields':{'a':{'from':'a','type':'decimal'},'b':{'from':'b','apply':['trim']},"
                  + "'c':'c','d':{'template':'{a}-{b}'}},'required':['b']"));

  @Property
  void theCanonicalFormOfACanonicalRecordIsItself(@ForAll("records") Map<String, Object> record)
      throws Exception {
    record.put("id", 1);
    byte[] once = map(COPY, record).data();
    Mapped twice = COPY.map(once, 0, once.length);
    assertThat(twice.data()).isEqualTo(once);
    assertThat(twice.hash()).isEqualTo(map(COPY, record).hash());
  }

  @Property
  void theHashKnowsNoOrderOfKeys(@ForAll("records") Map<String, Object> record, @ForAll long seed)
      throws Exception {
    record.put("id", 1);
    List<String> names = new ArrayList<>(record.keySet());
    Collections.shuffle(names, new Random(seed));
    Map<String, Object> shuffled = new LinkedHashMap<>();
    names.forEach(name -> shuffled.put(name, record.get(name)));
    assertThat(map(COPY, shuffled).hash()).isEqualTo(map(COPY, record).hash());
    assertThat(map(COPY, shuffled).data()).isEqualTo(map(COPY, record).data());
  }

  @Property
  void differentDataHasDifferentHashes(@ForAll String one, @ForAll String other) throws Exception {
    boolean same = one.equals(other);
    boolean holdable = one.indexOf(0) < 0 && other.indexOf(0) < 0;
    if (holdable && isWhole(one) && isWhole(other)) {
      assertThat(
              map(COPY, Map.of("id", 1, "a", one))
                  .hash()
                  .equals(map(COPY, Map.of("id", 1, "a", other)).hash()))
          .isEqualTo(same);
    }
  }

  @Property
  void everyRecordIsMappedOrRefusedWithACode(@ForAll("records") Map<String, Object> record) {
    byte[] json = JSON.writeValueAsBytes(record);
    int mapped = 0;
    int refused = 0;
    try {
      assertThat(RULES.map(json, 0, json.length).externalId()).isNotBlank();
      mapped++;
    } catch (MappingRefused e) {
      assertThat(e.code()).isNotBlank();
      assertThat(e.message()).isNotBlank();
      refused++;
    }
    assertThat(mapped + refused).isEqualTo(1);
  }

  @Property
  void anyBytesAreMappedOrRefused(@ForAll byte[] bytes) {
    try {
      assertThat(COPY.map(bytes, 0, bytes.length).data()).isNotEmpty();
    } catch (MappingRefused e) {
      assertThat(e.code()).isNotBlank();
    }
  }

  private static boolean isWhole(String text) {
    return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static Mapped map(RecordMapping mapping, Map<String, Object> record) throws Exception {
    byte[] json = JSON.writeValueAsBytes(record);
    return mapping.map(json, 0, json.length);
  }

  @Provide
  Arbitrary<Map<String, Object>> records() {
    Arbitrary<String> texts = Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMaxLength(20);
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            texts.asGeneric(),
            Arbitraries.longs().asGeneric(),
            Arbitraries.bigDecimals().ofScale(4).asGeneric(),
            Arbitraries.of(true, false).asGeneric());
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            scalars,
            scalars.list().ofMaxSize(3).asGeneric(),
            Arbitraries.maps(texts, scalars).ofMaxSize(3).asGeneric());
    Arbitrary<String> names = Arbitraries.oneOf(Arbitraries.of("id", "a", "b", "c"), texts);
    return Arbitraries.maps(names, values).ofMaxSize(8).map(LinkedHashMap::new);
  }
}
