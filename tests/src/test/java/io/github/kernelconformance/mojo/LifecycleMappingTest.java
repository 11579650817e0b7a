package io.github.kernelconformance.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * What Eclipse's m2e reads (its documentation, "Making Maven Plugins Compatible"): without it,
 * every project that uses the plugin shows "Plugin execution not covered by lifecycle
 * configuration".
 */
class LifecycleMappingTest {

  @Test
  void goalsThatAreBoundToAPhaseAreCovered() throws Exception {
    Document document;
    try (InputStream file =
        getClass().getResourceAsStream("/META-INF/m2e/lifecycle-mapping-metadata.xml")) {
      document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file);
    }

    assertThat(document.getDocumentElement().getTagName()).isEqualTo("lifecycleMappingMetadata");
    assertThat(texts(document.getElementsByTagName("goal"))).contains("compile", "verify");
    assertThat(document.getElementsByTagName("ignore").getLength()).isOne();
  }

  private static List<String> texts(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}
