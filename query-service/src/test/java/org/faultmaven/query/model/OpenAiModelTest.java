package org.faultmaven.query.model;

import org.faultmaven.contracts.config.LlmConfig;

class OpenAiModelTest extends ProviderContract {
  OpenAiModelTest() {
    super(LlmConfig.Provider.OPENAI, new OpenAiWire());
  }
}
