import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks receipts of deletion without asking anyone:
 *
 *     java VerifyReceipt.java PUBLIC-KEY receipt.json [next-receipt.json …]
 *
 * PUBLIC-KEY is the text shown on the page /trust, or a file that holds it, or one that holds several, a line for each, as /trust/keys
 * gives them: receipts name the key that signed them, and keys are replaced. Each receipt must be signed by one of them, word for word;
 * several must be given in the order of their numbers, and of two whose numbers follow each other the later must name the earlier.
 * Prints a line for each and ends with 0 only if all are genuine. Needs Java 17 or later and nothing else.
 */
public class VerifyReceipt {

    private static final Pattern DOCUMENT =
            Pattern.compile("\\{\"receipt\":(\\{.*\\}),\"signature\":\"([A-Za-z0-9+/=]+)\"\\}", Pattern.DOTALL);

    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.err.println("java VerifyReceipt.java PUBLIC-KEY receipt.json [next-receipt.json ...]");
            System.exit(2);
        }
        List<PublicKey> keys = keys(args[0]);
        boolean good = true;
        long before = 0;
        String hashBefore = "";
        for (int i = 1; i < args.length; i++) {
            Matcher parts = DOCUMENT.matcher(withoutWhiteSpace(Files.readString(Path.of(args[i]))));
            String trouble = !parts.matches() ? "not a receipt" : signed(keys, parts) ? "" : "NOT SIGNED BY THIS KEY";
            if (trouble.isEmpty()) {
                String body = parts.group(1);
                long number = Long.parseLong(member(body, "number"));
                if (number <= before) {
                    trouble = "out of order";
                } else if (number == before + 1 && before > 0 && !member(body, "previous").equals(hashBefore)) {
                    trouble = "does not follow the one before it";
                }
                before = number;
                hashBefore = hash(body);
                trouble = trouble.isEmpty() && !member(body, "format").equals("allvideomodels-receipt-1")
                        ? "of an unknown format"
                        : trouble;
            }
            good &= trouble.isEmpty();
            System.out.println(args[i] + ": " + (trouble.isEmpty() ? "genuine, number " + before : trouble));
        }
        System.exit(good ? 0 : 1);
    }

    private static List<PublicKey> keys(String given) throws Exception {
        String text = Files.exists(Path.of(given)) ? Files.readString(Path.of(given)) : given;
        List<PublicKey> keys = new ArrayList<>();
        for (String line : text.replaceAll("-----[A-Z ]+-----", "").strip().split("\\s+")) {
            byte[] bytes = Base64.getDecoder().decode(line);
            keys.add(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes)));
        }
        return keys;
    }

    private static boolean signed(List<PublicKey> keys, Matcher parts) throws Exception {
        for (PublicKey key : keys) {
            if (signed(key, parts)) {
                return true;
            }
        }
        return false;
    }

    private static boolean signed(PublicKey key, Matcher parts) throws Exception {
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(key);
        check.update(parts.group(1).getBytes(StandardCharsets.UTF_8));
        try {
            return check.verify(Base64.getDecoder().decode(parts.group(2)));
        } catch (java.security.SignatureException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The first member of that name is the receipt's own: the signed text is written in a fixed order. */
    private static String member(String body, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(body);
        return found.find() ? found.group(1) : "";
    }

    private static String hash(String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** As it was signed, whatever an editor made of its lines. */
    private static String withoutWhiteSpace(String json) {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char one = json.charAt(i);
            if (one == '"' && (i == 0 || json.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            }
            if (quoted || !Character.isWhitespace(one) && one != '\ufeff') {
                text.append(one);
            }
        }
        return text.toString();
    }
}
