package io.github.kernelconformance.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * {@code docs/reference.md} is made from the plugin's descriptor. Where it differs this test fails;
 * with {@code -Dreference.write} it writes the page instead.
 */
class ReferenceTest {

  private static final Path DESCRIPTOR =
      Path.of("../plugin/target/classes/META-INF/maven/plugin.xml");
  private static final Path PAGE = Path.of("..", "docs", "reference.md");

  /** A parameter, and the goals that have it. */
  private record Row(
      String property,
      String defaultValue,
      String example,
      String description,
      List<String> goals) {}

  /** How the description of a parameter ends. */
  private static final Pattern EXAMPLE = Pattern.compile(" Example: (.+)\\.$");

  @Test
  void eachParameterHasAnExampleAndTheReleaseThatBroughtIt() throws Exception {
    Document plugin =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(DESCRIPTOR.toFile());
    for (Element goal : elements(plugin.getDocumentElement().getElementsByTagName("mojo"))) {
      for (Element parameter : elements(goal.getElementsByTagName("parameter"))) {
        if (text(parameter, "editable").equals("true") && !text(goal, "goal").equals("help")) {
          String name = text(goal, "goal") + "." + text(parameter, "name");
          assertThat(description(parameter)).as(name).containsPattern(EXAMPLE);
          assertThat(text(parameter, "since")).as(name).isNotEmpty();
        }
      }
    }
  }

  @Test
  void theReferenceIsThatOfThisPlugin() throws Exception {
    Document plugin =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(DESCRIPTOR.toFile());
    String page = page(elements(plugin.getDocumentElement().getElementsByTagName("mojo")));
    if (System.getProperty("reference.write") != null) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE)
        .as("run mvn test -pl tests -am -Dtest=ReferenceTest -Dreference.write")
        .hasContent(page);
  }

  private static String page(List<Element> goals) {
    StringBuilder page =
        new StringBuilder(
            """
            # Goals and parameters

            A test makes this page from the plugin's descriptor. The [guide](guide.md) says when to use what.

            ## Goals

            | `kernel-conformance:` | default phase | what it does |
            |---|---|---|
            """);
    Map<String, Row> parameters = new TreeMap<>();
    for (Element goal : goals) {
      String name = text(goal, "goal");
      if (!name.equals("help")) {
        page.append("| `%s` | %s | %s |\n".formatted(name, text(goal, "phase"), description(goal)));
        parameters(goal)
            .forEach(
                (parameter, row) ->
                    parameters.merge(parameter, row, ReferenceTest::withGoalsOfBoth));
      }
    }
    page.append(
        """

        ## Parameters

        Set a parameter in the pom, or with `-D` if it has a property. If both are set, the pom wins. All parameters are there
        since 0.1.0.

        | parameter | property | default | example | goals | meaning |
        |---|---|---|---|---|---|
        """);
    int all = (int) goals.stream().filter(goal -> !text(goal, "goal").equals("help")).count();
    parameters.forEach(
        (name, row) ->
            page.append(
                "| `%s` | %s | %s | %s | %s | %s |\n"
                    .formatted(
                        name,
                        code(row.property),
                        code(row.defaultValue),
                        code(row.example),
                        row.goals.size() == all ? "all" : String.join(", ", row.goals),
                        row.description)));
    return page.toString();
  }

  private static Row withGoalsOfBoth(Row one, Row other) {
    List<String> goals = new ArrayList<>(new TreeSet<>(one.goals));
    goals.addAll(other.goals);
    return new Row(one.property, one.defaultValue, one.example, one.description, goals);
  }

  private static Map<String, Row> parameters(Element goal) {
    Map<String, Row> rows = new LinkedHashMap<>();
    Element values = (Element) goal.getElementsByTagName("configuration").item(0);
    for (Element parameter : elements(goal.getElementsByTagName("parameter"))) {
      if (text(parameter, "editable").equals("true")) {
        String name = text(parameter, "name");
        Element value = (Element) values.getElementsByTagName(name).item(0);
        String property = value == null ? "" : value.getTextContent().replaceAll("[${}]", "");
        String description = description(parameter);
        Matcher example = EXAMPLE.matcher(description);
        rows.put(
            name,
            new Row(
                property,
                value == null ? "" : value.getAttribute("default-value"),
                example.find() ? example.group(1) : "",
                EXAMPLE.matcher(description).replaceFirst(""),
                List.of(text(goal, "goal"))));
      }
    }
    return rows;
  }

  private static String description(Element element) {
    return text(element, "description").replaceAll("\\s+", " ").replace("|", "\\|");
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String text(Element element, String name) {
    return elements(element.getChildNodes()).stream()
        .filter(child -> child.getTagName().equals(name))
        .map(Element::getTextContent)
        .findFirst()
        .orElse("");
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }
}
