package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.toolchain.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code report.html}: one file that opens without a network. It holds {@code report.json}, and the
 * style and script that show it. The evidence in it is apart, for a browser to read when it is
 * wanted.
 *
 * <p>A Content Security Policy allows that style and that script, by their digests, and nothing
 * else; so a kernel's message cannot become code. In JSON each {@code <} is escaped, since HTML
 * would end a script element at the first end tag in it.
 */
public final class HtmlReport implements ReportWriter {

  /** The file's name. */
  public static final String FILE = "report.html";

  private static final String TEMPLATE = "report-template.html";
  private static final String STYLE = "report.css";

  /** In the order in which they are run. */
  private static final List<String> SCRIPTS =
      List.of(
          "dom.js",
          "axes.js",
          "scale.js",
          "globs.js",
          "filters.js",
          "walk.js",
          "sections.js",
          "map.js",
          "lines.js",
          "evidence.js",
          "details.js",
          "contracts.js",
          "summary.js",
          "report.js");

  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

  @Override
  public void write(Report report, Path directory) throws IOException {
    AtomicFile.write(directory.resolve(FILE), file -> write(report, file));
  }

  private static void write(Report report, Writer file) throws IOException {
    String style = resource(STYLE);
    String script = scripts();
    String template = resource(TEMPLATE);
    Matcher slot = SLOT.matcher(template);
    int written = 0;
    while (slot.find()) {
      file.append(template, written, slot.start());
      switch (slot.group(1)) {
        case "styleDigest" -> file.write(digest(style));
        case "scriptDigest" -> file.write(digest(script));
        case "style" -> file.write(style);
        case "script" -> file.write(script);
        case "report" -> json(file, json -> JsonReport.write(report, Map.of(), json));
        case "context" -> json(file, json -> PageContext.write(report, json));
        case "evidence" -> json(file, json -> JsonEvidence.write(report.evidence(), json));
        default -> throw new IllegalStateException(TEMPLATE + " has an unknown " + slot.group());
      }
      written = slot.end();
    }
    file.append(template, written, template.length());
  }

  /** Writes one JSON document. */
  private interface Document {
    void write(JsonGenerator json) throws IOException;
  }

  private static void json(Writer file, Document document) throws IOException {
    try (JsonGenerator json = JsonReport.FACTORY.createGenerator(new ScriptWriter(file))) {
      document.write(json);
    }
  }

  /** The scripts in one scope of their own. */
  private static String scripts() {
    return SCRIPTS.stream()
        .map(HtmlReport::resource)
        .collect(Collectors.joining("\n", "\"use strict\";\n{\n", "}\n"));
  }

  /** A source as Content Security Policy level 3 spells it, without the quotes. */
  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JRE has SHA-256", e);
    }
  }

  /** A file of this package; HTML would count a carriage return out of the digest. */
  static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
    } catch (IOException e) {
      throw new IllegalStateException("the plugin's jar lacks " + name, e);
    }
  }
}
