// The values that the page knows. They may also be set before the element is registered.
document.querySelector("shikaku-form").prefill = {
  line_type: "ip_vpn",
  customer_id_prefix: "CAF",
  customer_id_digits: "0123456789",
};
