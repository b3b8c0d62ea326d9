package org.faultmaven.contracts.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Who may call the HTTP API and MCP. */
@Section(value = "access", doc = "Who may call the HTTP API and MCP.")
public record AccessConfig(
    @Setting(
            doc =
                "Every request carries an API key (./faultmaven keys) or a token of"
                    + " access.oidc-issuer; needed beyond the loopback.",
            defaultValue = "false")
        boolean required,
    @Setting(doc = "Issuer of OIDC bearer tokens; its discovery document tells the rest.")
        @Nullable URI oidcIssuer,
    @Setting(doc = "Audience that a token has to name.") @Nullable String oidcAudience,
    @Setting(
            doc = "Claim that holds the tenant; a token without it is of application.tenant.",
            defaultValue = "tenant")
        String oidcTenantClaim,
    @Setting(
            doc =
                "Claim that holds the roles, a list or a text with spaces between: read, write,"
                    + " admin, alone or after faultmaven: (faultmaven:read).",
            defaultValue = "roles")
        String oidcRolesClaim,
    @Setting(
            doc = "Requests a minute of one caller to one process; above it the answer is 429.",
            defaultValue = "600",
            min = "1",
            max = "1000000")
        int requestsPerMinute) {}
