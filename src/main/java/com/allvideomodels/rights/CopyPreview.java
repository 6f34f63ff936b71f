package com.allvideomodels.rights;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.PersonalFiles.PersonalFile;
import com.allvideomodels.media.Stored;
import com.allvideomodels.retention.PersonalData;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.rights.Copies.File;
import com.allvideomodels.rights.Copies.Preview;
import com.allvideomodels.rights.Copies.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the beginning of every set and the list of files from the same places as the copy. */
@Component
class CopyPreview {

    static final int ROWS = 20;
    static final int FILES = 200;

    private final PersonalData data;
    private final CopiedFiles files;
    private final MediaVault vault;

    CopyPreview(PersonalData data, CopiedFiles files, MediaVault vault) {
        this.data = data;
        this.files = files;
        this.vault = vault;
    }

    Preview of(AccountId person) throws IOException {
        List<Table> tables = new ArrayList<>();
        for (PersonalDataSet set : data.sets()) {
            tables.add(table(set, person));
        }
        List<File> first = new ArrayList<>();
        long[] all = {0};
        files.forEach(person, file -> {
            if (all[0]++ < FILES) {
                first.add(file(person, file));
            }
        });
        return new Preview(tables, first, all[0] - first.size());
    }

    private static Table table(PersonalDataSet set, AccountId person) throws IOException {
        List<List<String>> first = new ArrayList<>();
        try {
            set.read(person, row -> {
                first.add(row.stream().map(CopyPreview::text).toList());
                if (first.size() == ROWS) {
                    throw new Enough();
                }
            });
        } catch (Enough e) {
            // The rest is only counted.
        }
        long rows = first.size() < ROWS ? first.size() : set.count(person);
        return new Table(set.name(), set.dataClass(), set.columns(), rows, first);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private File file(AccountId person, PersonalFile file) {
        return new File(
                CopiedFiles.path(file),
                vault.find(person, file.media()).map(Stored::size).orElse(null));
    }

    /** Stops a reading. */
    private static final class Enough extends IOException {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
