package com.allvideomodels.incident;

/** How bad it is for the service. */
enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
