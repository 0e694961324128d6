#pragma once

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h> // ssh_send_keepalive is declared there

#include <memory>

namespace df {

// Order of release (style rule): channels, session out of its event, event, disconnect, session. SshLine sees
// to it.
struct ChannelFree {
    void operator()(ssh_channel c) const { ssh_channel_free(c); }
};
struct KeyFree {
    void operator()(ssh_key k) const { ssh_key_free(k); }
};
using ChannelHandle = std::unique_ptr<ssh_channel_struct, ChannelFree>;
using KeyHandle = std::unique_ptr<ssh_key_struct, KeyFree>;

} // namespace df
