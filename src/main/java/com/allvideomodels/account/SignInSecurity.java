package com.allvideomodels.account;

import com.allvideomodels.web.OpenAddresses;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Who may call what: strangers the open addresses, people with an account everything else of their own. */
@Configuration(proxyBeanMethods = false)
class SignInSecurity {

    @Bean
    SecurityFilterChain security(HttpSecurity http, List<OpenAddresses> addresses) throws Exception {
        String[] open = addresses.stream().flatMap(one -> one.open().stream()).toArray(String[]::new);
        String[] machines =
                addresses.stream().flatMap(one -> one.forMachines().stream()).toArray(String[]::new);
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(open)
                        .permitAll()
                        .requestMatchers(machines)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers(machines))
                .formLogin(form -> form.loginPage("/sign-in").permitAll())
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/"))
                .headers(headers -> headers.cacheControl(cache -> {}))
                .build();
    }
}
