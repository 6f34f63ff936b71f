package com.allvideomodels.billing;

import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.MasterWrapped;
import com.allvideomodels.storage.WrappedRowsContract;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of addresses on receipts, whose key is another than the account that they are bound to; the other tables differ in names alone. */
class SealedRowsTests extends WrappedRowsContract {

    private static final UUID ACCOUNT = UUID.randomUUID();

    @Override
    protected MasterWrapped place(JdbcClient sql, MasterKeys keys) {
        return SealedRows.addressesIn("receipt_address", "payment_id", sql, keys);
    }

    @Override
    protected String boundTo(UUID name) {
        return "billing-address/" + ACCOUNT;
    }

    @Override
    protected void put(JdbcClient sql, UUID name, byte[] wrapped) {
        sql.sql("""
                insert into receipt_address (payment_id, account_id, address, paid_at) values (:name, :account, :wrapped, now())
                """)
                .param("name", name)
                .param("account", ACCOUNT)
                .param("wrapped", wrapped)
                .update();
    }

    @Override
    protected String table() {
        return "receipt_address";
    }

    @Override
    protected String nameColumn() {
        return "payment_id";
    }

    @Override
    protected String column() {
        return "address";
    }
}
