package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** The product's own delivery over bytes that are not encrypted, for benchmarks to measure beside those that are. */
public final class PlainDelivery {

    private PlainDelivery() {}

    /** Where plain bytes come from. */
    public interface Source {
        InputStream open(long offset, long length) throws IOException;
    }

    public static Delivery of(Source source) {
        return new RangeDelivery(new PlainVault(source));
    }

    private record PlainVault(Source source) implements MediaVault {

        @Override
        public Stored keep(
                AccountId owner, MediaClass kind, String contentType, Instant deadline, InputStream bytes, long limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Stored> find(AccountId owner, MediaId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(Stored stored) throws IOException {
            return source.open(0, stored.size());
        }

        @Override
        public InputStream open(Stored stored, long offset, long length) throws IOException {
            return source.open(offset, length);
        }

        @Override
        public boolean take(AccountId owner, MediaId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void shorten(AccountId owner, MediaId id, Instant until) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void shred(AccountId owner, MediaId id, Cause cause) {
            throw new UnsupportedOperationException();
        }
    }
}
