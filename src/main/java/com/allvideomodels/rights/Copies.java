package com.allvideomodels.rights;

import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Copies of everything about a person, for who answers the requests of people (clauses right.access, right.portability). */
public interface Copies {

    /**
     * Orders one for the person, who alone can fetch it, after showing who they are; a letter says when it is there. In a transaction of
     * its own or the caller's.
     *
     * @param by for the audit trail
     * @return whether one was ordered; not while another of the same person is being made, nor for who was erased
     */
    boolean order(AccountId person, Locale language, Actor by);

    /**
     * What a copy would hold at this moment, read like the copy itself. Outside of any transaction.
     *
     * @throws IOException if a module failed to tell
     */
    Preview preview(AccountId person) throws IOException;

    /**
     * @param tables each set, those with nothing in them too
     * @param files the first of them
     * @param more how many there are after these
     */
    record Preview(List<Table> tables, List<File> files, long more) {

        public Preview {
            tables = List.copyOf(tables);
            files = List.copyOf(files);
        }
    }

    /**
     * One set of data.
     *
     * @param name of its files, without folder and ending
     * @param dataClass by its id in {@code retention.yml}
     * @param rows how many there are
     * @param first some of them; a value is empty where there is none
     */
    record Table(String name, String dataClass, List<String> columns, long rows, List<List<String>> first) {

        public Table {
            columns = List.copyOf(columns);
            first = List.copyOf(first);
        }
    }

    /**
     * A video or upload.
     *
     * @param path in the copy
     * @param bytes nothing where it is gone
     */
    record File(String path, @Nullable Long bytes) {}
}
