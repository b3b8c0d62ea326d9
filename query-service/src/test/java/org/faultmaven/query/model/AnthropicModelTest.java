package org.faultmaven.query.model;

import org.faultmaven.contracts.config.LlmConfig;

class AnthropicModelTest extends ProviderContract {
  AnthropicModelTest() {
    super(LlmConfig.Provider.ANTHROPIC, new AnthropicWire());
  }
}
