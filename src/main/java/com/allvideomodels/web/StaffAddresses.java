package com.allvideomodels.web;

import java.util.List;

/**
 * Addresses of staff, named by the modules that own them. An address under {@code /admin} that no module names is refused to
 * everyone.
 */
public interface StaffAddresses {

    List<StaffAddress> addresses();

    /** What stands in the menu of staff, each shown to those who may call it. */
    default List<Screen> screens() {
        return List.of();
    }

    /**
     * @param path one of the addresses, without variables
     * @param title key of a message
     * @param place in the menu, ascending
     */
    record Screen(String path, String title, int place) {}
}
