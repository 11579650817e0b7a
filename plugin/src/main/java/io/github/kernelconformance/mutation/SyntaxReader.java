package io.github.kernelconformance.mutation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads what clang's {@code -ast-dump=json} tells of a text, function by function: the tree of a
 * file with many instantiations may have hundreds of megabytes. Functions are those with a body
 * whose types are all known: of templates their instantiations.
 */
final class SyntaxReader {

  private static final Set<String> FUNCTIONS =
      Set.of("FunctionDecl", "CXXMethodDecl", "CXXConstructorDecl", "CXXConversionDecl");

  /** Children of these have no types yet, save what is instantiated. */
  private static final Set<String> PATTERNS =
      Set.of("ClassTemplatePartialSpecializationDecl", "VarTemplatePartialSpecializationDecl");

  private final JsonParser json;
  private final String text;
  private final int offset;
  private final int length;
  private final Consumer<Syntax> functions;

  /** Clang names a file where it differs from that of the place before. */
  private String file = "";

  private SyntaxReader(
      JsonParser json, String text, int offset, int length, Consumer<Syntax> functions) {
    this.json = json;
    this.text = text;
    this.offset = offset;
    this.length = length;
    this.functions = functions;
  }

  /**
   * Reads a whole tree.
   *
   * @param text the name of the file whose functions are wanted, as clang was given it
   * @param offset where in the file the part begins that is wanted; the nodes' offsets are in it
   * @param length of the part
   * @param functions gets each function
   * @throws IOException where it is no such tree
   */
  static void read(
      InputStream dump, String text, int offset, int length, Consumer<Syntax> functions)
      throws IOException {
    try (JsonParser json = new JsonFactory().createParser(dump)) {
      json.nextToken();
      new SyntaxReader(json, text, offset, length, functions).declaration(false);
    }
  }

  /** A place: the offset in the text and the length of the token there. */
  private record Place(int offset, int length, boolean here, boolean macro) {
    static final Place NONE = new Place(-1, 0, false, false);
  }

  /** What a node says before its children. */
  private static final class Head {
    String kind = "";
    String name = "";
    String opcode = "";
    String type = "";
    String referenced = "";
    String text = "";
    boolean flag;
    Place begin = Place.NONE;
    Place end = Place.NONE;

    Syntax with(List<Syntax> children) {
      boolean here = begin.here && end.here;
      return new Syntax(
          kind,
          name.isEmpty() ? referenced : name,
          opcode,
          type,
          here ? begin.offset : -1,
          here ? end.offset + end.length : -1,
          begin.macro || end.macro,
          flag,
          text,
          children);
    }
  }

  /**
   * Reads a declaration, whose first token is the current one, and reports functions in it.
   *
   * @param mayBePattern whether it is the first of a template, whose types are not known yet
   * @return whether it is that
   */
  private boolean declaration(boolean mayBePattern) throws IOException {
    Head head = new Head();
    boolean pattern = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (!json.currentName().equals("inner")) {
        field(head);
        continue;
      }
      json.nextToken();
      boolean function = FUNCTIONS.contains(head.kind);
      pattern = mayBePattern && (function || head.kind.equals("CXXRecordDecl"));
      if (pattern || PATTERNS.contains(head.kind) || function && !head.begin.here) {
        skip();
      } else if (function) {
        List<Syntax> children = children();
        if (children.stream().anyMatch(it -> it.is("CompoundStmt"))) {
          functions.accept(head.with(children));
        }
      } else {
        declarations(head.kind.endsWith("TemplateDecl"));
      }
    }
    return pattern;
  }

  private void declarations(boolean ofTemplate) throws IOException {
    boolean wanted = ofTemplate;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      wanted &= !declaration(wanted);
    }
  }

  private List<Syntax> children() throws IOException {
    List<Syntax> children = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      children.add(node());
    }
    return children;
  }

  private Syntax node() throws IOException {
    Head head = new Head();
    List<Syntax> children = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (json.currentName().equals("inner")) {
        json.nextToken();
        children = children();
      } else {
        field(head);
      }
    }
    return head.with(children);
  }

  /** Reads the field whose name is the current token. */
  private void field(Head head) throws IOException {
    String name = json.currentName();
    JsonToken value = json.nextToken();
    switch (name) {
      case "kind" -> head.kind = json.getText();
      case "name" -> head.name = json.getText();
      case "opcode" -> head.opcode = json.getText();
      case "value" -> head.text = json.getText();
      case "constexpr", "isConstexpr" -> head.flag = json.getBooleanValue();
      case "range" -> range(head);
      case "type" -> head.type = type();
      case "referencedDecl" -> head.referenced = name();
      default -> {
        if (value.isStructStart()) {
          skip();
        }
      }
    }
  }

  private void range(Head head) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean begins = json.currentName().equals("begin");
      json.nextToken();
      Place place = place();
      if (begins) {
        head.begin = place;
      } else {
        head.end = place;
      }
    }
  }

  /** Of a place in a macro, that where the macro is used. */
  private Place place() throws IOException {
    int at = -1;
    int size = 0;
    Place expansion = Place.NONE;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "offset" -> at = json.getIntValue() - offset;
        case "tokLen" -> size = json.getIntValue();
        case "file" -> file = json.getText();
        case "expansionLoc" -> {
          Place use = place();
          expansion = new Place(use.offset, use.length, use.here, true);
        }
        case "includedFrom" -> json.skipChildren();
        default -> {
          if (value.isStructStart()) {
            skip();
          }
        }
      }
    }
    return expansion.macro
        ? expansion
        : new Place(at, size, at >= 0 && at + size <= length && file.equals(text), false);
  }

  private String type() throws IOException {
    String type = "";
    String desugared = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("qualType")) {
        type = json.getText();
      } else if (name.equals("desugaredQualType")) {
        desugared = json.getText();
      }
    }
    return desugared.isEmpty() ? type : desugared;
  }

  /** The name of a declaration that is referred to. */
  private String name() throws IOException {
    String found = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("name")) {
        found = json.getText();
      } else if (value.isStructStart()) {
        skip();
      }
    }
    return found;
  }

  /** Passes over what the current token opens; files are named in it all the same. */
  private void skip() throws IOException {
    int depth = 1;
    while (depth > 0) {
      JsonToken token = json.nextToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.FIELD_NAME && json.currentName().equals("file")) {
        json.nextToken();
        file = json.getText();
      } else if (token == JsonToken.FIELD_NAME && json.currentName().equals("includedFrom")) {
        json.nextToken();
        json.skipChildren(); // that is not where the place is
      }
    }
  }
}
