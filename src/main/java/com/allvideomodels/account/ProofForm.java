package com.allvideomodels.account;

/**
 * How somebody shows who they are.
 *
 * @param code six digits, or a recovery code
 * @param password the current one, where that is enough
 */
record ProofForm(String code, String password) {

    ProofForm {
        code = Typed.line(code);
        password = Typed.text(password);
    }

    static ProofForm empty() {
        return new ProofForm("", "");
    }
}
