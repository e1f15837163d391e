package dev.syncline.activities.dedupe.similarity;

import java.util.Locale;
import org.apache.commons.codec.language.ColognePhonetic;
import org.apache.commons.codec.language.DoubleMetaphone;

/** Codes of how a word sounds: Double Metaphone, or Cologne phonetics for German. */
public enum Phonetic {
  DOUBLE_METAPHONE {
    @Override
    public String code(String word) {
      String code = METAPHONE.doubleMetaphone(word);
      return code == null ? "" : code;
    }
  },
  COLOGNE {
    @Override
    public String code(String word) {
      return SOUNDS.colognePhonetic(word);
    }
  };

  private static final DoubleMetaphone METAPHONE = new DoubleMetaphone();
  private static final ColognePhonetic SOUNDS = new ColognePhonetic();

  /** The code; empty where the word has no letters it knows. */
  public abstract String code(String word);

  public static Phonetic of(Locale locale) {
    return locale.getLanguage().equals("de") ? COLOGNE : DOUBLE_METAPHONE;
  }
}
