package com.allvideomodels.admin;

import com.allvideomodels.web.StaffAddresses;
import com.allvideomodels.web.StaffAddresses.Screen;
import com.allvideomodels.web.StaffReach;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts into every page of staff the menu of the screens that this member of staff may open. */
@ControllerAdvice
class StaffMenu {

    private final List<Screen> screens;
    private final StaffReach reach;

    StaffMenu(List<StaffAddresses> modules, StaffReach reach) {
        this.screens = modules.stream()
                .flatMap(module -> module.screens().stream())
                .sorted(Comparator.comparingInt(Screen::place).thenComparing(Screen::path))
                .toList();
        this.reach = reach;
    }

    @ModelAttribute
    void menu(Model model, HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.equals("/admin") || path.startsWith("/admin/")) {
            List<Screen> mine = screens.stream()
                    .filter(screen -> reach.mayLook(screen.path()))
                    .toList();
            model.addAttribute("staffScreens", mine);
            model.addAttribute("staffHere", here(mine, path));
        }
    }

    /** The screen that the page belongs to: the one whose path is the longest beginning of the page's. The first is only itself. */
    private static String here(List<Screen> screens, String path) {
        return screens.stream()
                .map(Screen::path)
                .filter(screen -> path.equals(screen) || !screen.equals("/admin") && path.startsWith(screen + "/"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
