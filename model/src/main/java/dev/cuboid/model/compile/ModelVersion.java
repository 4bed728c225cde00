package dev.cuboid.model.compile;

import dev.cuboid.model.ContextValues;
import dev.cuboid.model.ModelFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names what a model was compiled from. Every text is written with its kind and length, and members
 * in the order of their names, so that different inputs never look alike.
 */
final class ModelVersion {

  private final MessageDigest digest;

  private ModelVersion(MessageDigest digest) {
    this.digest = digest;
  }

  static String of(List<ModelFile> files, ContextValues compileContext) {
    try {
      ModelVersion version = new ModelVersion(MessageDigest.getInstance("SHA-256"));
      for (ModelFile file : files) {
        version.text('f', file.name());
        version.text('c', file.content());
      }
      version.value(compileContext.asMap());
      return HexFormat.of().formatHex(version.digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> text('0', "");
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((name, entry) -> sorted.put(String.valueOf(name), entry));
        text('m', Integer.toString(sorted.size()));
        sorted.forEach(
            (name, entry) -> {
              text('k', name);
              value(entry);
            });
      }
      case List<?> list -> {
        text('l', Integer.toString(list.size()));
        list.forEach(this::value);
      }
      case Number number -> text('n', number.toString());
      case Boolean flag -> text('b', flag.toString());
      default -> text('s', value.toString());
    }
  }

  private void text(char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((kind + "" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
