package org.faultmaven.contracts.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The model of people, places and groups in process. */
@Section(value = "names", doc = "The model of people, places and groups in process.")
public record NamesConfig(
    @Setting(
            doc =
                "A model that names/model/convert.py wrote; spaCy's small English one when empty.")
        @Nullable Path model,
    @Setting(
            doc = "How much of its work is remembered.",
            defaultValue = "64MiB",
            min = "1MiB",
            max = "16GiB")
        DataSize memory) {}
