package com.allvideomodels.privacy;

/** Somebody of 13 to 17 agreed to something that a parent has to allow first; nothing was recorded (clauses children.age, training.disclosure). */
public class ParentMissing extends RuntimeException {

    ParentMissing(Purpose purpose) {
        super("a parent has to allow " + purpose.key() + " first");
    }
}
