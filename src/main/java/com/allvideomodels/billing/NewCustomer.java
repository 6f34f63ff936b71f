package com.allvideomodels.billing;

/** @param email already filled in on the page, and not to be changed there */
record NewCustomer(String email) {}
