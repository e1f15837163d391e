package dev.syncline.activities.dedupe.similarity;

import java.util.List;
import java.util.Locale;
import org.apache.commons.codec.language.ColognePhonetic;
import org.apache.commons.codec.language.DoubleMetaphone;
import org.apache.commons.codec.language.bm.NameType;
import org.apache.commons.codec.language.bm.PhoneticEngine;
import org.apache.commons.codec.language.bm.RuleType;
import org.jspecify.annotations.Nullable;

/** Codes of how a word sounds. */
public enum Phonetic {
  /** English, and words of other languages as an English ear takes them. */
  DOUBLE_METAPHONE {
    @Override
    public String code(String word) {
      String code = METAPHONE.doubleMetaphone(word);
      return code == null ? "" : code;
    }
  },
  /** German. */
  COLOGNE {
    @Override
    public String code(String word) {
      return SOUNDS.colognePhonetic(word);
    }
  },
  /**
   * Family names by the languages they may come from: several codes, with a bar between them. A
   * hundred times slower than the others.
   */
  BEIDER_MORSE {
    @Override
    public String code(String word) {
      return NAMES.encode(word).replaceAll("[()]", "");
    }

    @Override
    public boolean same(String code, String other) {
      return List.of(code.split("[|]")).stream()
          .anyMatch(one -> List.of(other.split("[|]")).contains(one));
    }

    @Override
    public String key(String code) {
      int end = code.indexOf('|');
      return end < 0 ? code : code.substring(0, end);
    }
  };

  private static final DoubleMetaphone METAPHONE = new DoubleMetaphone();
  private static final ColognePhonetic SOUNDS = new ColognePhonetic();
  private static final PhoneticEngine NAMES =
      new PhoneticEngine(NameType.GENERIC, RuleType.APPROX, false, 8);

  /** The code; empty where the word has no letters it knows. */
  public abstract String code(String word);

  /** Whether two codes that are not empty stand for the same sound. */
  public boolean same(String code, String other) {
    return code.equals(other);
  }

  /** One of the code's sounds, to find others by. */
  public String key(String code) {
    return code;
  }

  /**
   * The one asked for, else by the language.
   *
   * @param word an enum constant's name in lower case
   * @param locale a language tag
   */
  public static Phonetic of(@Nullable String word, @Nullable String locale) {
    if (word != null) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
    String language =
        locale == null ? "" : Locale.forLanguageTag(locale.replace('_', '-')).getLanguage();
    return language.equals("de") ? COLOGNE : DOUBLE_METAPHONE;
  }
}
