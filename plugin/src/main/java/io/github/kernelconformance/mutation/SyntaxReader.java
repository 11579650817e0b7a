package io.github.kernelconformance.mutation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
  private final Visitor visitor;

  private static final Set<String> ALIASES = Set.of("TypedefDecl", "TypeAliasDecl");

  /** Clang names a file where it differs from that of the place before. */
  private String file = "";

  /** Is told of what a text declares, in the order of the text. */
  interface Visitor {

    /**
     * A function whose types are all known.
     *
     * @param scope what stands before its name where it is called, for example {@code e4m3::}
     */
    void function(Syntax it, String scope);

    /** A function whose types are not known: of a template, which may have instantiations. */
    void pattern(Syntax it, String scope);

    /** Another name of a type. */
    void alias(Syntax it, String scope);
  }

  /** What is in it has no name that is the same everywhere. */
  static final String NAMELESS = "?";

  private SyntaxReader(JsonParser json, String text, int offset, int length, Visitor visitor) {
    this.json = json;
    this.text = text;
    this.offset = offset;
    this.length = length;
    this.visitor = visitor;
  }

  /**
   * Reads a whole tree.
   *
   * @param text the name of the file whose functions are wanted, as clang was given it
   * @param offset where in the file the part begins that is wanted; the nodes' offsets are in it
   * @param length of the part
   * @param visitor is told of each declaration
   * @throws IOException where it is no such tree
   */
  static void read(InputStream dump, String text, int offset, int length, Visitor visitor)
      throws IOException {
    try (JsonParser json = new JsonFactory().createParser(dump)) {
      json.nextToken();
      new SyntaxReader(json, text, offset, length, visitor).declaration(false, "");
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
    boolean isStatic;
    long id;
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
          id,
          children);
    }

    /** What stands before the names of what is declared in it. */
    String scope(String outer) {
      return switch (kind) {
        case "NamespaceDecl" -> name.isEmpty() ? outer : outer + name + "::";
        case "CXXRecordDecl" -> name.isEmpty() ? NAMELESS : outer + name + "::";
        case "ClassTemplateSpecializationDecl" -> NAMELESS;
        default -> outer;
      };
    }

    /** Whether it is called by its name alone. */
    boolean isNamed(String scope) {
      return !scope.startsWith(NAMELESS) && (!kind.equals("CXXMethodDecl") || isStatic);
    }
  }

  /**
   * Reads a declaration, whose first token is the current one, and reports functions in it.
   *
   * @param mayBePattern whether it is the first of a template, whose types are not known yet
   * @param scope what stands before its name
   * @return whether it is that
   */
  private boolean declaration(boolean mayBePattern, String scope) throws IOException {
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
      if (pattern && function && head.begin.here && head.isNamed(scope)) {
        visitor.pattern(head.with(children()), scope);
      } else if (pattern || PATTERNS.contains(head.kind) || function && !head.begin.here) {
        skip();
      } else if (function) {
        List<Syntax> children = children();
        if (children.stream().anyMatch(it -> it.is("CompoundStmt"))) {
          visitor.function(head.with(children), head.isNamed(scope) ? scope : NAMELESS);
        }
      } else {
        declarations(head.kind.endsWith("TemplateDecl"), head.scope(scope));
      }
    }
    if (ALIASES.contains(head.kind) && head.begin.here && !scope.startsWith(NAMELESS)) {
      visitor.alias(head.with(List.of()), scope);
    }
    return pattern;
  }

  private void declarations(boolean ofTemplate, String scope) throws IOException {
    boolean wanted = ofTemplate;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      wanted &= !declaration(wanted, scope);
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
      case "id" -> head.id = id();
      case "name" -> head.name = json.getText();
      case "storageClass" -> head.isStatic = json.getText().equals("static");
      case "opcode" -> head.opcode = json.getText();
      case "value" -> head.text = json.getText();
      case "constexpr", "isConstexpr" -> head.flag = json.getBooleanValue();
      case "range" -> range(head);
      case "type" -> head.type = type();
      case "referencedDecl" -> reference(head);
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

  /** The declaration that is referred to. */
  private void reference(Head head) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("name")) {
        head.referenced = json.getText();
      } else if (name.equals("id")) {
        head.id = id();
      } else if (value.isStructStart()) {
        skip();
      }
    }
  }

  /** An address in the compiler's memory. */
  private long id() throws IOException {
    return Long.parseUnsignedLong(json.getText().substring("0x".length()), 16);
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
