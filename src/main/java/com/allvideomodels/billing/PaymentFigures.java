package com.allvideomodels.billing;

import com.allvideomodels.billing.ReconciliationRows.Report;
import com.allvideomodels.web.StaffFigures;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the billing role sees of money first. */
@Component
class PaymentFigures implements StaffFigures {

    private final PaymentBooks payments;
    private final EventBooks events;
    private final ReconciliationRows reports;
    private final Flags flags;
    private final RefundOrders refunds;
    private final Gifts gifts;
    private final InstantSource clock;

    PaymentFigures(
            PaymentBooks payments,
            EventBooks events,
            ReconciliationRows reports,
            Flags flags,
            RefundOrders refunds,
            Gifts gifts,
            InstantSource clock) {
        this.payments = payments;
        this.events = events;
        this.reports = reports;
        this.flags = flags;
        this.refunds = refunds;
        this.gifts = gifts;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures() {
        Optional<Report> last = reports.newest(1).stream().findFirst();
        long undecided = refunds.openSince(clock.instant().minus(Duration.ofDays(1)));
        return List.of(
                Figure.alarmingAbove(0, "payments.figure.unclear", events.countUnclear(), PaymentStaffAddresses.EVENTS),
                Figure.alarmingAbove(
                        0,
                        "payments.figure.difference",
                        last.map(one -> (long) one.differing().size()).orElse(0L),
                        PaymentStaffAddresses.REPORTS),
                Figure.alarmingAbove(
                        0,
                        "payments.figure.unknown",
                        last.map(one -> (long) one.unknown().size()).orElse(0L),
                        PaymentStaffAddresses.REPORTS),
                Figure.alarmingAbove(0, "payments.figure.flags", flags.open(), PaymentStaffAddresses.FLAGS),
                Figure.alarmingAbove(0, "payments.figure.refunds", undecided, PaymentStaffAddresses.PAGE),
                Figure.of(
                        "payments.figure.owed",
                        payments.owing(),
                        PaymentStaffAddresses.PAGE + "?shelf=" + PaymentBooks.Shelf.OWED.key()),
                Figure.of("payments.figure.gifts", gifts.waiting(), PaymentStaffAddresses.GIFTS));
    }
}
