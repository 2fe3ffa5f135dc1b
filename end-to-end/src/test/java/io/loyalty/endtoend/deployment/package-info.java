/** Tests the deployment files and the documentation; nothing is started. */
package io.loyalty.endtoend.deployment;
