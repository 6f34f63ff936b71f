package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.ModelId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ProductTest
class HomePageTests {

    @Autowired
    MockMvcTester pages;

    @Autowired
    ObjectProvider<Catalogue> catalogue;

    @Test
    void theComposerIsThereAndLeadsToTheForm() {
        assertThat(pages.get().uri("/"))
                .hasStatusOk()
                .bodyText()
                .contains("<form class=\"composer\" method=\"post\" action=\"/\">", "name=\"prompt\"")
                .contains("You sign up first; what you wrote stays.");
        assertThat(pages.get().uri("/").with(TestPeople.as(AccountId.fresh())))
                .bodyText()
                .contains("Next: the model")
                .doesNotContain("You sign up first");
    }

    @Test
    void everyModelOfTheCatalogueHasALineWithWhatItsCompanyDoesWithTheData() {
        for (var model : catalogue.stream()
                .flatMap(one -> one.models().stream())
                .limit(10)
                .toList()) {
            assertThat(pages.get().uri("/"))
                    .bodyText()
                    .contains(model.title(), "/processors#" + model.provider().slug());
        }
    }

    @Test
    void aCatalogueOfOneModelGivesItsPriceAndLimits() {
        var line = ModelLine.all(new OneModel(new ModelId("one")), model -> Optional.empty())
                .findFirst()
                .orElseThrow();

        assertThat(line.shortest()).isEqualTo(4);
        assertThat(line.longest()).isEqualTo(8);
        assertThat(line.seconds()).isEqualTo(4);
        assertThat(line.price().amount()).isEqualTo(40);
        assertThat(line.resolutions()).containsExactly("720p", "1080p");
        assertThat(line.sound()).isTrue();
    }
}
