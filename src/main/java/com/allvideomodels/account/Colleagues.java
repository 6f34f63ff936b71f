package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import java.util.List;

/** Who works here, for letters about the work. */
public interface Colleagues {

    /** Those who have this role now and an open account, in no particular order; perhaps nobody. */
    List<AccountId> inRole(StaffRole role);
}
