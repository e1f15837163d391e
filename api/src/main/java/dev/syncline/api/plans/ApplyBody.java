package dev.syncline.api.plans;

import dev.syncline.api.requests.ApiBody;

/**
 * How to apply a plan.
 *
 * @param confirm whether overwriting or deleting more than ten records is meant
 */
record ApplyBody(boolean confirm) implements ApiBody {}
