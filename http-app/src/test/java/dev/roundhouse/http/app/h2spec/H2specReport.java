package dev.roundhouse.http.app.h2spec;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The report of h2spec in the XML format of JUnit. */
final class H2specReport {
    private H2specReport() {}

    /** All cases of a report, in its order. */
    static List<H2specCase> parse(String xml) throws IOException {
        NodeList suites = root(xml).getElementsByTagName("testsuite");
        List<H2specCase> results = new ArrayList<>();
        for (int suite = 0; suite < suites.getLength(); suite++) {
            NodeList cases = ((Element) suites.item(suite)).getElementsByTagName("testcase");
            for (int number = 0; number < cases.getLength(); number++) {
                results.add(result((Element) cases.item(number), number + 1));
            }
        }
        return results;
    }

    private static Element root(String xml) throws IOException {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            // The default one prints.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException malformed) {
            throw new IOException("malformed report of h2spec", malformed);
        }
    }

    private static H2specCase result(Element testCase, int number) {
        String name = testCase.getAttribute("package") + "/" + number + " " + testCase.getAttribute("classname");
        // A case that passed is empty; others contain an element with the reason.
        NodeList reasons = testCase.getElementsByTagName("*");
        return new H2specCase(
                name, reasons.getLength() == 0 ? Optional.empty() : Optional.of(failure((Element) reasons.item(0))));
    }

    /** The text has a line for each alternative that is expected, then one for what was received. */
    private static String failure(Element reason) {
        List<String> lines = reason.getTextContent().strip().lines().toList();
        if (lines.isEmpty()) {
            return reason.getTagName();
        }
        int last = lines.size() - 1;
        return "expected: " + String.join(", or ", lines.subList(0, last)) + "; received: " + lines.get(last);
    }
}
