/** Tests the pipeline with every connection secured, set up by the shipped files. */
package io.loyalty.endtoend.secured;
