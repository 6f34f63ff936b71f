package com.allvideomodels.billing;

import com.allvideomodels.web.OpenAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/** Prices are for everyone to see. */
@Component
class BillingAddresses implements OpenAddresses {

    @Override
    public List<String> open() {
        return List.of("/prices");
    }
}
