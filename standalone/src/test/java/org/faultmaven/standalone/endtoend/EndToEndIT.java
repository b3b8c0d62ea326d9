package org.faultmaven.standalone.endtoend;

import java.nio.file.Path;
import org.faultmaven.standalone.product.Product;

/** Everything in one JVM, on embedded parts. */
class EndToEndIT extends EndToEndContract {
  @Override
  Product newProduct(Path folder) {
    return Product.start(folder);
  }
}
