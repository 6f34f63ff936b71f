/**
 * Creem on this machine: the part of its API that the product uses, its page to pay on, a desk from which refunds, disputes and renewals
 * happen, and its signed webhooks, with faults on demand. Speaks the contract in its own words; no money moves.
 */
@NullMarked
package com.allvideomodels.creem;

import org.jspecify.annotations.NullMarked;
