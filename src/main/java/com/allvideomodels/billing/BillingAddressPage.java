package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.text.Collator;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whom one buys as, for the receipts to come. */
@Controller
class BillingAddressPage {

    static final int LONGEST = 120;

    private static final String VIEW = "billing/address";
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Pattern VAT = Pattern.compile("([A-Za-z0-9][A-Za-z0-9 .-]{3,23})?");
    private static final List<String> NEEDED = List.of("name", "street", "city");
    private static final List<String> LINES =
            List.of("name", "company", "street", "more", "city", "region", "postcode");

    private final SealedAddresses addresses;
    private final MessageSource messages;
    private final InstantSource clock;

    BillingAddressPage(SealedAddresses addresses, MessageSource messages, InstantSource clock) {
        this.addresses = addresses;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/billing/address")
    String show(@Me AccountId me, Locale language, Model model) {
        var now = addresses.of(me);
        model.addAttribute("address", now.orElse(BillingAddress.NONE));
        model.addAttribute("known", now.isPresent());
        return page(language, model);
    }

    @PostMapping("/billing/address")
    String keep(
            @Me AccountId me,
            @ModelAttribute("address") BillingAddress address,
            BindingResult errors,
            Locale language,
            Model model,
            RedirectAttributes flash) {
        check(errors);
        if (errors.hasErrors()) {
            model.addAttribute("known", addresses.of(me).isPresent());
            return page(language, model);
        }
        addresses.keep(me, address, clock.instant());
        flash.addFlashAttribute("notice", "billing.address.kept");
        return "redirect:" + BillingPage.PAGE;
    }

    @PostMapping("/billing/address/removal")
    String remove(@Me AccountId me, RedirectAttributes flash) {
        addresses.remove(me);
        flash.addFlashAttribute("notice", "billing.address.removed");
        return "redirect:" + BillingPage.PAGE;
    }

    private static void check(BindingResult errors) {
        for (String field : LINES) {
            String typed = typed(errors, field);
            if (typed.isEmpty() && NEEDED.contains(field)) {
                errors.rejectValue(field, "billing.address.missing");
            } else if (typed.length() > LONGEST) {
                errors.rejectValue(field, "billing.address.too-long", new Object[] {LONGEST}, null);
            }
        }
        if (!COUNTRIES.contains(typed(errors, "country"))) {
            errors.rejectValue("country", "billing.address.country.missing");
        }
        if (!VAT.matcher(typed(errors, "vat")).matches()) {
            errors.rejectValue("vat", "billing.address.vat.wrong");
        }
    }

    private static String typed(BindingResult errors, String field) {
        return errors.getFieldValue(field) instanceof String text ? text : "";
    }

    private String page(Locale language, Model model) {
        model.addAttribute("countries", countries(language));
        return VIEW;
    }

    /** In the order of the reader's language, after a first line that is none. */
    private Map<String, String> countries(Locale language) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("", messages.getMessage("billing.address.country.choose", null, language));
        COUNTRIES.stream()
                .map(code -> Map.entry(code, Locale.of("", code).getDisplayCountry(language)))
                .sorted(Comparator.comparing(Map.Entry::getValue, Collator.getInstance(language)))
                .forEach(one -> all.put(one.getKey(), one.getValue()));
        return all;
    }
}
