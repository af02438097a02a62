package dev.refwarden.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.suite.Effort;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectIdTest {
    private static final int ROUNDS = Effort.rounds(20_000);
    private static final String FORTY = "0123456789abcdef0123456789abcdef01234567";
    private static final String SIXTY_FOUR = FORTY + "89abcdef0123456789abcdef";

    private final Random random = new Random(20_261_129);

    @ParameterizedTest
    @CsvSource({"SHA1,sha1,20,40," + FORTY, "SHA256,sha256,32,64," + SIXTY_FOUR})
    void eachFormatHasItsLength(ObjectFormat format, String word, int bytes, int digits, String hex) {
        ObjectId id = ObjectId.fromHex(hex);
        assertThat(id.format()).isEqualTo(format);
        assertThat(format.word()).isEqualTo(word);
        assertThat(format.bytes()).isEqualTo(bytes);
        assertThat(format.hexDigits()).isEqualTo(digits);
        assertThat(id.bytes()).hasSize(bytes).startsWith(0x01, 0x23, 0x45, 0x67, 0x89, 0xab);
        assertThat(id.hex()).isEqualTo(hex).isEqualTo(id.toString());
        assertThat(id.abbreviated()).isEqualTo("01234567");
        assertThat(id.isNull()).isFalse();
        assertThat(format.isHex(hex)).isTrue();
        assertThat(format.nullId().hex()).isEqualTo("0".repeat(digits));
        assertThat(format.nullId().isNull()).isTrue();
        assertThat(ObjectId.fromHex("0".repeat(digits))).isEqualTo(format.nullId());
    }

    static Stream<String> damaged() {
        List<String> damaged = new ArrayList<>(List.of("", "0", " ", "HEAD"));
        for (int length : List.of(1, 20, 32, 38, 39, 41, 42, 63, 65, 80, 128)) {
            damaged.add("a".repeat(length));
            damaged.add("0".repeat(length));
        }
        for (String good : List.of(FORTY, SIXTY_FOUR)) {
            damaged.add(good.toUpperCase(Locale.ROOT));
            damaged.add(good.substring(1) + "\n");
            damaged.add(" " + good.substring(1));
            damaged.add("0x" + good.substring(2));
            // Digits to Java, not to Git; the one before '0', behind '9', before 'a' and behind 'f'.
            for (String wrong :
                    List.of("A", "F", "g", "G", "/", ":", "`", "+", "-", "\0", "\u0661", "\uff11", "\u00e9")) {
                damaged.add(wrong + good.substring(1));
                damaged.add(good.substring(0, 17) + wrong + good.substring(18));
                damaged.add(good.substring(1) + wrong);
            }
        }
        return damaged.stream();
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void nothingElseIsAnId(String hex) {
        assertThat(ObjectId.isHex(hex)).isFalse();
        assertThat(ObjectFormat.SHA1.isHex(hex)).isFalse();
        assertThat(ObjectFormat.SHA256.isHex(hex)).isFalse();
        assertThatThrownBy(() -> ObjectId.fromHex(hex)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 21, 31, 33, 40, 64})
    void bytesOfAnotherLengthAreNoId(int length) {
        byte[] raw = new byte[length];
        assertThatThrownBy(() -> ObjectId.fromBytes(raw)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void formatsAreNotTakenForEachOther() {
        assertThat(ObjectFormat.SHA1.isHex(SIXTY_FOUR)).isFalse();
        assertThat(ObjectFormat.SHA256.isHex(FORTY)).isFalse();
        ObjectId shorter = ObjectId.fromHex(FORTY);
        ObjectId longer = ObjectId.fromHex(FORTY + "0".repeat(24));
        assertThat(shorter).isNotEqualTo(longer);
        assertThat(longer).isNotEqualTo(shorter);
        assertThat(shorter).isLessThan(longer);
        assertThat(longer).isGreaterThan(shorter);
        assertThat(ObjectFormat.SHA1.nullId()).isNotEqualTo(ObjectFormat.SHA256.nullId());
        assertThat(Set.of(ObjectFormat.SHA1.nullId(), ObjectFormat.SHA256.nullId()))
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void everyByteCounts(ObjectFormat format) {
        for (int bit = 0; bit < 8 * format.bytes(); bit++) {
            byte[] raw = new byte[format.bytes()];
            raw[bit / 8] = (byte) (0x80 >>> (bit % 8));
            ObjectId id = ObjectId.fromBytes(raw);
            assertThat(id.isNull()).isFalse();
            assertThat(id).isNotEqualTo(format.nullId()).isGreaterThan(format.nullId());
            assertThat(id.bytes()).isEqualTo(raw);
            assertThat(ObjectId.fromHex(id.hex())).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIdIsReadFromTheMiddleOfBytes(ObjectFormat format) {
        byte[] raw = random(format);
        byte[] around = new byte[raw.length + 10];
        Arrays.fill(around, (byte) 0xff);
        System.arraycopy(raw, 0, around, 7, raw.length);
        assertThat(format.idAt(around, 7)).isEqualTo(ObjectId.fromBytes(raw));
    }

    @Test
    void orderIsThatOfBytesAndOfText() {
        for (int round = 0; round < ROUNDS; round++) {
            ObjectId one = ObjectId.fromBytes(random(anyFormat()));
            ObjectId other = ObjectId.fromBytes(similar(one.bytes()));
            int order = Integer.signum(one.compareTo(other));
            assertThat(order).isEqualTo(-Integer.signum(other.compareTo(one)));
            assertThat(order).isEqualTo(Integer.signum(Arrays.compareUnsigned(one.bytes(), other.bytes())));
            assertThat(order).isEqualTo(Integer.signum(one.hex().compareTo(other.hex())));
            assertThat(one.equals(other)).isEqualTo(order == 0).isEqualTo(other.equals(one));
            if (order == 0) {
                assertThat(one).hasSameHashCodeAs(other);
            }
        }
    }

    @Test
    void mapsAndSortedSetsHoldBothFormats() {
        List<ObjectId> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] raw = random(ObjectFormat.SHA256);
            ids.add(ObjectId.fromBytes(raw));
            ids.add(ObjectId.fromBytes(Arrays.copyOf(raw, 20)));
        }
        Collections.shuffle(ids, random);
        List<String> sorted = ids.stream().map(ObjectId::hex).sorted().toList();
        assertThat(new TreeSet<>(ids).stream().map(ObjectId::hex)).containsExactlyElementsOf(sorted);
        Set<ObjectId> hashed = new HashSet<>(ids);
        assertThat(hashed).hasSize(2_000);
        sorted.forEach(hex -> assertThat(hashed.remove(ObjectId.fromHex(hex))).isTrue());
        assertThat(hashed).isEmpty();
    }

    /** What pushes choose freely, such as submodules' ids, must not make a map slow. */
    @Test
    void chosenIdsDoNotFillOneBucket() {
        // HashMap compares keys of equal hash only where their class is Comparable to itself.
        assertThat(ObjectFormat.SHA1.nullId().getClass().getGenericInterfaces())
                .anyMatch(type -> type instanceof ParameterizedType comparable
                        && comparable.getRawType() == Comparable.class
                        && comparable.getActualTypeArguments()[0]
                                == ObjectFormat.SHA1.nullId().getClass());
        for (int word = 0; word < 8; word++) {
            Set<Integer> hashes = new HashSet<>();
            for (int i = 0; i < 1_000; i++) {
                byte[] raw = new byte[32];
                raw[4 * word] = (byte) (i >>> 8);
                raw[4 * word + 1] = (byte) i;
                hashes.add(ObjectId.fromBytes(raw).hashCode());
            }
            assertThat(hashes).as("word %d", word).hasSizeGreaterThan(900);
        }
    }

    /** The same, or with one byte changed, or longer or shorter. */
    private byte[] similar(byte[] raw) {
        byte[] other = random.nextInt(4) == 0 ? Arrays.copyOf(raw, anyFormat().bytes()) : raw.clone();
        if (random.nextInt(4) > 0) {
            other[random.nextInt(other.length)] = (byte) random.nextInt();
        }
        return other;
    }

    private ObjectFormat anyFormat() {
        return random.nextBoolean() ? ObjectFormat.SHA1 : ObjectFormat.SHA256;
    }

    private byte[] random(ObjectFormat format) {
        byte[] raw = new byte[format.bytes()];
        random.nextBytes(raw);
        return raw;
    }
}
