package org.faultmaven.query.tool;

import java.util.List;
import java.util.Optional;

/** Where tools of other processes come from. */
interface ToolSource {
  /** Of a service that knows its own tools only. */
  ToolSource NONE =
      new ToolSource() {
        @Override
        public Optional<KnownTool> find(String name) {
          return Optional.empty();
        }

        @Override
        public List<KnownTool> all() {
          return List.of();
        }
      };

  Optional<KnownTool> find(String name);

  /** By name. */
  List<KnownTool> all();
}
