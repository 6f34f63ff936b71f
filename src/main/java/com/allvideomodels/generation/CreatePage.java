package com.allvideomodels.generation;

import com.allvideomodels.generation.Generations.Requested;
import com.allvideomodels.generation.Generations.Requested.Accepted;
import com.allvideomodels.generation.Generations.Requested.Blocked;
import com.allvideomodels.generation.Generations.Requested.Capped;
import com.allvideomodels.generation.Generations.Requested.Conflict;
import com.allvideomodels.generation.Generations.Requested.ConsentMissing;
import com.allvideomodels.generation.Generations.Requested.Refused;
import com.allvideomodels.generation.Generations.Requested.Repriced;
import com.allvideomodels.generation.Generations.Requested.Restricted;
import com.allvideomodels.generation.Generations.Requested.Short;
import com.allvideomodels.generation.Generations.Requested.Stopped;
import com.allvideomodels.generation.Generations.Requested.Unavailable;
import com.allvideomodels.generation.Generations.Requested.Unscreened;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The composer. Whatever a person does with it, what they typed is kept: in the answer, and in the session while they are
 * elsewhere adding a file or signing in.
 */
@Controller
class CreatePage {

    /** The session's copy of an unfinished form: name to values. */
    static final String DRAFT = "draft";

    private final CreateDesk desk;
    private final PastOrders past;
    private final Generations generations;
    private final MessageSource messages;

    CreatePage(CreateDesk desk, PastOrders past, Generations generations, MessageSource messages) {
        this.desk = desk;
        this.past = past;
        this.generations = generations;
        this.messages = messages;
    }

    @GetMapping("/create")
    ModelAndView open(@Me AccountId me, @RequestParam MultiValueMap<String, String> asked, HttpSession session) {
        var fields = new LinkedMultiValueMap<String, String>();
        if (!asked.containsKey("remix")) {
            draft(session).ifPresent(fields::putAll);
        }
        remix(me, asked).ifPresent(settings -> fields.putAll(settings));
        Optional.ofNullable(asked.getFirst("again"))
                .flatMap(id -> past.prompt(me, id))
                .ifPresent(prompt -> fields.set("prompt", prompt));
        asked.forEach((name, values) -> fields.put(name, values));
        CreateForm form = desk.prefer(me, CreateForm.of(fields));
        CreateForm withUpload = past.withUpload(me, form, asked.getFirst("upload"));
        return page(me, withUpload, Map.of(), HttpStatus.OK, false);
    }

    @PostMapping(value = "/create", params = "action=generate")
    ModelAndView generate(
            @Me AccountId me,
            @RequestParam MultiValueMap<String, String> fields,
            HttpSession session,
            Locale language) {
        CreateForm form = CreateForm.of(fields);
        keep(session, form);
        Composition composition = desk.compose(me, form);
        if (form.models().isEmpty() || composition.models().isEmpty()) {
            return refused(me, form, "model", "create.no-model", language);
        }
        // What was chosen and is not there is never replaced or left out without a word: it is paid for.
        if (!desk.offersAll(form)) {
            return refused(me, form, "model", "quote.model.unknown", language);
        }
        Optional<InputRole> gone = composition.gone();
        if (gone.isPresent()) {
            return refused(me, form, "input-" + gone.get().slug(), "generation.input-gone", language);
        }
        List<Composition.Piece> pieces = composition.pieces();
        if (composition.isTooMuch()) {
            return refused(me, form, "total", "create.too-many", language, pieces.size(), Composition.MOST);
        }
        UUID comparison = composition.models().size() > 1 ? comparison(form) : null;
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            orders.add(composition.order(pieces.get(i), i, comparison));
        }
        return answer(me, composition, generations.request(me, orders), comparison, session, language);
    }

    @PostMapping(value = "/create", params = "action=upload")
    String upload(@RequestParam MultiValueMap<String, String> fields, HttpSession session) {
        keep(session, CreateForm.of(fields));
        return "redirect:/uploads?back=/create";
    }

    /** Another model, setting or start was chosen, or a provider's terms agreed to: the same form again, made to fit. */
    @PostMapping("/create")
    ModelAndView update(
            @Me AccountId me,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(name = "agree", defaultValue = "") String agreed,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            HttpSession session) {
        CreateForm form = CreateForm.of(fields);
        keep(session, form);
        if (!agreed.isEmpty()) {
            desk.agree(me, agreed);
        }
        return page(me, form, Map.of(), HttpStatus.OK, part);
    }

    private ModelAndView answer(
            AccountId me,
            Composition composition,
            Requested answer,
            @Nullable UUID comparison,
            HttpSession session,
            Locale language) {
        CreateForm form = composition.form();
        return switch (answer) {
            case Accepted accepted -> accepted(accepted, comparison, session);
            case Refused refused ->
                page(me, form, words(composition, refused, language), HttpStatus.UNPROCESSABLE_CONTENT, false);
            case Short few ->
                refused(
                        me,
                        form,
                        "total",
                        "create.short",
                        language,
                        few.wanted().amount(),
                        few.available().amount());
            case Capped capped ->
                refused(
                        me,
                        form,
                        "limit",
                        "create.capped." + capped.period().slug(),
                        language,
                        capped.wanted().amount(),
                        capped.used().amount(),
                        capped.cap().amount());
            case Stopped stopped -> refused(me, form, "limit", "create.stopped", language);
            case Blocked blocked -> {
                // Of what may not be made nothing is kept, also not for the next time the form is opened.
                session.removeAttribute(DRAFT);
                yield refused(me, form, "prompt", "create.blocked", language);
            }
            case Unscreened unscreened -> refused(me, form, "prompt", "create.unscreened", language);
            case Repriced now ->
                refused(
                        me,
                        form,
                        "total",
                        "create.repriced",
                        language,
                        composition.total().orElse(now.now()).amount());
            case ConsentMissing missing ->
                refused(
                        me,
                        form,
                        "consent",
                        "create.consent",
                        language,
                        missing.provider().title());
            case Unavailable closed ->
                refused(
                        me,
                        form,
                        "model",
                        "create.unavailable",
                        language,
                        closed.provider().title());
            case Restricted restricted -> refused(me, form, "total", "create.restricted", language);
            case Conflict conflict ->
                page(
                        me,
                        form.renewed(),
                        Map.of("total", List.of(words("create.conflict", language))),
                        HttpStatus.CONFLICT,
                        false);
        };
    }

    private static ModelAndView accepted(Accepted accepted, @Nullable UUID comparison, HttpSession session) {
        session.removeAttribute(DRAFT);
        if (comparison != null) {
            return new ModelAndView("redirect:/generations/compare/" + comparison);
        }
        return new ModelAndView(
                accepted.ids().size() == 1
                        ? "redirect:/generations/" + accepted.ids().getFirst()
                        : "redirect:/generations");
    }

    private ModelAndView refused(
            AccountId me, CreateForm form, String field, String code, Locale language, Object... arguments) {
        return page(
                me,
                form,
                Map.of(field, List.of(words(code, language, arguments))),
                HttpStatus.UNPROCESSABLE_CONTENT,
                false);
    }

    private ModelAndView page(
            AccountId me, CreateForm form, Map<String, List<String>> errors, HttpStatusCode status, boolean part) {
        Composition composition = desk.compose(me, form).settled();
        var page = new ModelAndView(part ? "generation/create :: parts" : "generation/create");
        page.addObject("view", desk.show(me, composition, errors));
        page.setStatus(status);
        return page;
    }

    private static UUID comparison(CreateForm form) {
        return UUID.nameUUIDFromBytes((form.key() + "/comparison").getBytes(StandardCharsets.UTF_8));
    }

    /** Each at its field; where several models were asked, with the name of the one that refuses. */
    private Map<String, List<String>> words(Composition composition, Refused refused, Locale language) {
        Map<String, List<String>> errors = new TreeMap<>();
        String who = composition.models().size() > 1
                ? composition.pieces().get(refused.order()).model().title() + ": "
                : "";
        refused.violations()
                .forEach(one -> errors.computeIfAbsent(one.field(), field -> new ArrayList<>())
                        .add(who + words(one.code(), language, one.arguments().toArray())));
        return errors;
    }

    private String words(String code, Locale language, Object... arguments) {
        return messages.getMessage(code, arguments, language);
    }

    private Optional<MultiValueMap<String, String>> remix(AccountId me, MultiValueMap<String, String> asked) {
        return Optional.ofNullable(asked.getFirst("remix")).flatMap(id -> past.fields(me, id));
    }

    static void keep(HttpSession session, CreateForm form) {
        session.setAttribute(DRAFT, new LinkedMultiValueMap<>(form.fields()));
    }

    /** A prompt from elsewhere goes into what is there already. */
    static void begin(HttpSession session, String prompt) {
        var fields = new LinkedMultiValueMap<String, String>();
        draft(session).ifPresent(fields::putAll);
        fields.set("prompt", prompt);
        keep(session, CreateForm.of(fields));
    }

    @SuppressWarnings("unchecked")
    private static Optional<MultiValueMap<String, String>> draft(HttpSession session) {
        return Optional.ofNullable((MultiValueMap<String, String>) session.getAttribute(DRAFT));
    }
}
