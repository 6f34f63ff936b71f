package com.allvideomodels.kernel;

/** What a member of staff may do; one person may have several (clause security.rbac). None of them includes another. */
public enum StaffRole {
    /** Answers people; sees what an answer needs. */
    SUPPORT,
    /** Sees payments and grants credits. */
    BILLING,
    /** Answers privacy requests, places holds, watches over retention. */
    PRIVACY_OFFICER,
    /** Gives roles and runs the installation; sees no person's data by that alone. */
    ADMINISTRATOR;

    /** The name under which a signed-in member of staff carries this role. */
    public String authority() {
        return "ROLE_" + name();
    }
}
