package com.allvideomodels.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many objects of a thousand people with one deadline, outputs and their posters in turn: rows as they would be, each output with its
 * generation, and small objects in the store. Ids are made of numbers, so that nobody has to remember them.
 *
 * @param number of objects
 */
record Stock(String name, int number, Instant deadline) {

    private static final int HANDS = 4;
    private static final byte[] BYTES = new byte[100];

    static Stock due(String name, int number) {
        return new Stock(name, number, Instant.now().minusSeconds(5));
    }

    Stream<String> keys() {
        String day = LocalDate.ofInstant(deadline, ZoneOffset.UTC) + "/";
        return IntStream.range(0, number)
                .mapToObj(n -> (n % 2 == 0 ? "output/" : "poster/") + day + "%012x-".formatted(n) + id(name + n));
    }

    /** As {@code md5(text)::uuid} in SQL. */
    private static String id(String text) {
        try {
            String hex = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
            return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                    + hex.substring(16, 20) + "-" + hex.substring(20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void bytesInto(NamedStore store) {
        List<String> all = keys().toList();
        try (var hands = Executors.newFixedThreadPool(HANDS)) {
            all.forEach(key -> hands.execute(() -> store.put(key, BYTES)));
        }
    }

    void namesInto(NamedStore store) {
        keys().forEach(store::name);
    }

    /** With what else a real database would have done by itself after so many new rows. */
    void rowsInto(Product product) {
        media(product);
        generations(product);
        for (String table : List.of("media_object", "generation", "media_deletion", "destruction")) {
            product.sql().sql("vacuum analyze " + table).update();
        }
    }

    void media(Product product) {
        product.sql()
                .sql("""
                insert into media_object (id, owner, kind, made_of, content_type, state, object_key, version, size, sha256, header, wrapped_key,
                  created_at, deadline, taken_at)
                select md5('id' || :name || n)::uuid, md5('owner' || n / 2 % 1000)::uuid,
                  case n % 2 when 0 then 'OUTPUT' else 'POSTER' end, case n % 2 when 1 then md5('id' || :name || n - 1)::uuid end,
                  'video/mp4', 'kept',
                  case n % 2 when 0 then 'output/' else 'poster/' end || :day || '/' || lpad(to_hex(n), 12, '0') || '-' || md5(:name || n)::uuid,
                  1, 100, md5(n::text) || md5(:name || n), decode(repeat('ab', 40), 'hex'), decode(repeat('cd', 90), 'hex'), made, :deadline,
                  case n % 2 when 0 then made end
                from generate_series(0, :number - 1) n, (select cast(:deadline as timestamptz) - interval '7 days' as made) before
                """)
                .param("name", name)
                .param("day", LocalDate.ofInstant(deadline, ZoneOffset.UTC).toString())
                .param("deadline", Product.utc(deadline))
                .param("number", number)
                .update();
    }

    private void generations(Product product) {
        product.sql()
                .sql("""
                insert into generation (id, owner, client_key, body_hash, model, api, mode, prompt, settings, price, hold_id,
                  state, version, due_at, asked_at, running_at, collecting_at, finished_at, captured, output, bytes, deadline)
                select gen_random_uuid(), md5('owner' || n / 2 % 1000)::uuid, gen_random_uuid(), 'x', 'seedance-1-5-pro', 'VOLCENGINE', 'TEXT',
                  'a film about thing ' || n, '{}', 10, gen_random_uuid(), 'SUCCEEDED', 0, at, at, at, at, at, 10,
                  md5('id' || :name || n)::uuid, 100, :deadline
                from generate_series(0, :number - 1, 2) n, (select cast(:deadline as timestamptz) - interval '7 days' as at) made
                """)
                .param("name", name)
                .param("deadline", Product.utc(deadline))
                .param("number", number)
                .update();
    }

    /** Keys in the portions that one request may name. */
    List<List<String>> thousands() {
        List<String> all = keys().sorted().toList();
        List<List<String>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += 1000) {
            portions.add(all.subList(from, Math.min(all.size(), from + 1000)));
        }
        return portions;
    }
}
